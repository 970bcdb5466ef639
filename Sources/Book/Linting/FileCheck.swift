import Foundation
import Markdown

/// Checks that the files of a chapter's sessions are used.
public enum FileCheck {
  /// The `file=` blocks that no command and no text of the chapter names.
  ///
  /// A command that means all files of a folder, as `kubectl apply -f .` and `cat *.yaml`, names
  /// each of them.
  public static func unusedFiles(of chapter: Chapter) -> [Diagnostic] {
    guard !chapter.files.isEmpty else { return [] }
    let words = commandWords(of: chapter)
    var known: Set<String> = []
    return chapter.files.filter { file in
      known.insert(file.name).inserted && !isNamed(file.name, in: chapter)
        && !words.contains { means($0, file.name) }
    }.map { file in
      Diagnostic(
        .warning, file: chapter.file, range: file.code.fence?.infoRange ?? file.code.range,
        "nothing uses the file `\(file.name)`",
        explanation: "no command and no text of the chapter names it",
        suggestion: "use it in a command, or leave `file=` out to show a listing only")
    }
  }

  /// Whether the text of a chapter names a file, apart from the blocks that make it.
  private static func isNamed(_ name: String, in chapter: Chapter) -> Bool {
    var texts: [String] = []
    var end = 0
    for file in chapter.files where file.name == name {
      let own = file.code.range.offsets
      guard own.lowerBound >= end else { continue }
      texts.append(chapter.source.text(in: end..<own.lowerBound))
      end = own.upperBound
    }
    texts.append(chapter.source.text(in: end..<chapter.source.bytes.count))
    let names = name.split(separator: "/").map(String.init)
    let text = WordSearch(texts)
    return names.last.map { text.has($0) } ?? false
  }

  private static func commandWords(of chapter: Chapter) -> Set<String> {
    let commands =
      chapter.scenarios.flatMap(\.steps).map(\.command)
      + chapter.checks.flatMap(\.assertions).map(\.command)
    let between = " \t\n;|&()<>=,\"'"
    return Set(commands.flatMap { $0.split { between.contains($0) }.map(String.init) })
  }

  /// Whether a word of a command means a file without its name: by a pattern or by its folder.
  private static func means(_ word: String, _ file: String) -> Bool {
    let path = word.hasPrefix("./") ? String(word.dropFirst(2)) : word
    if path.isEmpty || path == "." { return true }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return file.hasPrefix(folder)
      || path.contains { "*?[".contains($0) }
        && fnmatch(path, file, 0) == 0
  }
}
