import Foundation
import OtherPrograms
import Testing

@testable import StatebookCommands

/// What shells offer while a command line is typed.
@Suite struct CompletionTests {
  private let scratch = Scratch()

  private func script(for shell: String) async -> String {
    await CommandLineRun(["--generate-completion-script", shell], in: scratch).output
  }

  /// What bash offers for the last of the words, in a folder with a book.
  private func offers(_ words: [String]) async throws -> [String] {
    for file in ["chapters/en/01-a.md", "change.md", "changes.txt", "site/style.css"] {
      scratch.write("", to: file)
    }
    scratch.write(await script(for: "bash"), to: "completion.bash")
    scratch.write(
      """
      source completion.bash
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      COMP_LINE="$*"
      COMP_POINT=${#COMP_LINE}
      _statebook "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"

      """, to: "complete.bash")
    let run = try OtherPrograms.ProgramRun(
      ["bash", "--norc", "complete.bash", "statebook"] + words, in: URL(filePath: scratch.path))
    #expect(run.status == 0, "\(run.output)")
    return run.output.split(separator: "\n").map(String.init).sorted()
  }

  @Test(arguments: [
    (["tes"], ["test"]),
    (["test", "ch"], ["change.md", "chapters"]),
    (["lint", "chapters/en/"], ["chapters/en/01-a.md"]),
    (["accept", "change"], ["change.md"]), (["diff", "change"], ["change.md"]),
    (["export", "change"], ["change.md"]),
    (["test", "--book", ""], ["chapters", "site"]),
    (["test", "--junit", "ch"], ["change.md", "changes.txt", "chapters"]),
    (["build", "--output", "s"], ["site"]), (["build", "-o", "s"], ["site"]),
    (["export", "change.md", "-o", "s"], ["site"]),
    (["new", "s"], ["site"]), (["new", "x", "--statebook", "s"], ["site"]),
    (["schema", "f"], ["fences", "front-matter"]),
    (["test", "--filter", "ch"], []),
  ])
  func bashOffersWhatIsThere(words: [String], offered: [String]) async throws {
    #expect(try await offers(words) == offered)
  }

  /// These shells are asked in the same way, but are rarely installed where tests run.
  @Test(arguments: [
    ("zsh", "'*:path", "_files -g '\\''*.md *.markdown'\\''"),
    ("zsh", "--book[", "_files -/"), ("zsh", "--junit[", "_files"),
    ("zsh", "_part=(", "'front-matter' 'book' 'claims' 'fences' 'listing'"),
    ("fish", "-l 'book'", "_complete_directories)'"), ("fish", "-l 'junit'", "-rF"),
    ("fish", "_positional \"statebook test\"", "*.{$exts}"),
    ("fish", "_positional \"statebook schema\"", "front-matter"),
  ])
  func theScriptsOfOtherShellsOfferFiles(shell: String, place: String, offer: String) async {
    let lines = await script(for: shell).split(separator: "\n").filter { $0.contains(place) }
    #expect(!lines.isEmpty, "\(shell) has no \(place)")
    for line in lines { #expect(line.contains(offer), "\(line)") }
  }
}
