extension BookLint {
  /// The folder in which a book keeps the programs of its fences.
  private static let programFolder = "fences"

  /// Files beside the programs of fences that are no program of a fence, and that none of them
  /// names.
  public static func unusedProgramFiles(
    of book: BookContents, in source: BookSource
  ) -> [Diagnostic] {
    let files = source.files(below: programFolder).filter { file in
      let parts = file.split(separator: "/")
      // What an interpreter keeps for itself, and what is for people.
      return !parts.contains("__pycache__") && !(parts.last?.hasPrefix("README") ?? false)
    }
    var unread: [Diagnostic] = []
    var unused = Set(files).subtracting(book.programs.map(\.path))
    var found = book.programs.map(\.path)
    while let file = found.popLast() {
      let text = WordSearch([
        String(decoding: source.bytes(of: file, &unread) ?? [], as: UTF8.self)
      ])
      for other in unused where names(of: other).contains(where: { text.has($0) }) {
        unused.remove(other)
        found.append(other)
      }
    }
    return unused.sorted().map { file in
      Diagnostic(
        .warning, file: file, range: nil, "no fence uses this file",
        explanation: "`\(BookContents.settingsFile)` names it for no fence, and no program of one "
          + "names it",
        suggestion: "name it under `fences`, or take it out of `\(programFolder)`")
    }
  }

  /// The words by which a program may name a file: its own name, that without its ending, as a
  /// language imports it, and the folders that it lies in.
  private static func names(of file: String) -> [String] {
    var parts = file.split(separator: "/").dropFirst().map(String.init)
    if let name = parts.last, let stem = name.split(separator: ".").first, stem.count < name.count {
      parts.append(String(stem))
    }
    return parts
  }
}
