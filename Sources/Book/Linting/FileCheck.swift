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
    let commands = commandWords(of: chapter)
    let users = users(of: chapter)
    var known: Set<String> = []
    return chapter.files.filter { file in
      let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
      return known.insert(file.name).inserted && file.origin == nil
        && !(users[name]?.contains { $0 != file.name } ?? false)
        && !commands.contains { means($0, file.name) }
    }.map { file in
      Diagnostic(
        .warning, file: chapter.file, range: file.code.fence?.infoRange ?? file.code.range,
        "nothing uses the file `\(file.name)`",
        explanation: "no command and no text of the chapter names it",
        suggestion: "use it in a command, or leave `file=` out to show a listing only")
    }
  }

  /// The words of a chapter, each with the files in whose blocks it stands; nil stands for the text
  /// around them.
  private static func users(of chapter: Chapter) -> [String: Set<String?>] {
    var users: [String: Set<String?>] = [:]
    func add(_ text: String, of file: String?) {
      let words = text.utf8.split { byte in
        byte < 0x80 && !(byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
          && !(byte >= 0x30 && byte <= 0x39) && !"._-".utf8.contains(byte)
      }
      for word in words {
        // A full stop ends a sentence, not a name.
        let name = word.last == UInt8(ascii: ".") ? word.dropLast() : word
        users[String(decoding: name, as: UTF8.self), default: []].insert(file)
      }
    }
    var end = 0
    for file in chapter.files {
      let own = file.code.range.offsets
      guard own.lowerBound >= end else { continue }
      add(chapter.source.text(in: end..<own.lowerBound), of: nil)
      add(file.code.text, of: file.name)
      end = own.upperBound
    }
    add(chapter.source.text(in: end..<chapter.source.bytes.count), of: nil)
    return users
  }

  private static func commandWords(of chapter: Chapter) -> Set<String> {
    let commands =
      chapter.scenarios.flatMap(\.steps).map(\.command)
      + chapter.checks.flatMap(\.assertions).map(\.command)
    let between = " \t\n;|&()<>=,\"'"
    return Set(commands.flatMap { $0.split { between.contains($0) }.map(String.init) })
  }

  /// Whether a word of a command means a file without its name as a word of its own: by a pattern,
  /// by its folder, behind an option, or with a variable in it, as `$name.yaml`.
  private static func means(_ word: String, _ file: String) -> Bool {
    let path = word.hasPrefix("./") ? String(word.dropFirst(2)) : word
    if path.isEmpty || path == "." { return true }
    if path.hasPrefix("-"), path.hasSuffix(file) { return true }
    if path.contains("$") || path.contains("}") {
      let part = path.split(omittingEmptySubsequences: false) { "$}".contains($0) }.last ?? ""
      let tail =
        path.hasSuffix("}" + part) ? part : part.drop { $0.isLetter || $0.isNumber || $0 == "_" }
      return !tail.isEmpty && file.hasSuffix(tail)
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return file.hasPrefix(folder)
      || path.contains { "*?[".contains($0) }
        && fnmatch(path, file, 0) == 0
  }
}
