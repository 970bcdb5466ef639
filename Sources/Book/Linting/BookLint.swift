import Foundation

/// What is probably not meant in a book that can be read: files that nothing uses, and claims that
/// nothing proves.
public enum BookLint {
  /// Files below `chapters` that are neither a chapter nor linked to by one.
  public static func unusedFiles(of book: BookContents, in source: BookSource) -> [Diagnostic] {
    let chapters = Set(book.chapters.map(\.file))
    let used = usedFiles(of: book)
    let ofBook = Set(
      [ClaimList.file]
        + book.languages.flatMap {
          [BookWords.settingsFile(in: $0), BookWords.claimsFile(in: $0)]
        })
    return source.files(below: "chapters").compactMap { file in
      guard !ofBook.contains(file), !chapters.contains(file), !used.contains(file) else {
        return nil
      }
      let isText = [".md", ".markdown"].contains { file.lowercased().hasSuffix($0) }
      return Diagnostic(
        .warning, file: file, range: nil,
        isText ? "this file is no chapter" : "no chapter uses this file",
        explanation: isText
          ? "chapters are the files `chapters/LANGUAGE/NAME.md`"
          : "no link, image or fence of a chapter names it",
        suggestion: isText
          ? "move it there, or out of `chapters`" : "link to it, or take it out of `chapters`")
    }
  }

  /// Claims of the book that no `check` fence names.
  public static func unprovedClaims(of book: BookContents) -> [Diagnostic] {
    let named = Set(book.chapters.flatMap(\.checks).flatMap(\.claims).map(\.id))
    return book.claims.claims.filter { !named.contains($0.id) }.map { claim in
      Diagnostic(
        .warning, file: ClaimList.file, line: claim.line, "nothing proves the claim `\(claim.id)`",
        explanation: "no `check` fence names it",
        suggestion: "prove it in a fence that begins with `check claims=\(claim.id)`")
    }
  }

  /// Claims that a language's list of claims does not have: its pages say them as the book does.
  public static func untranslatedClaims(of book: BookContents) -> [Diagnostic] {
    book.languages.flatMap { language -> [Diagnostic] in
      guard let words = book.words[language], words.hasClaims else { return [] }
      let missing = book.claims.ids.filter { words.claims[$0] == nil }
      guard !missing.isEmpty else { return [] }
      let ids = missing.map { "`\($0)`" }.joined(separator: ", ")
      return [
        Diagnostic(
          .warning, file: BookWords.claimsFile(in: language), range: nil,
          "not all claims are translated: \(ids)",
          explanation: "the pages in this language say them as `\(ClaimList.file)` does",
          suggestion: "add the `id` and the `text` of each")
      ]
    }
  }

  /// Programs that `book.yaml` names for fences and that cannot be started.
  public static func missingPrograms(of book: BookContents, in source: BookSource) -> [Diagnostic] {
    book.programs.compactMap { program in
      let file = source.folder.appendingPathComponent(program.path).path
      guard !FileManager.default.isExecutableFile(atPath: file) else { return nil }
      let isThere = FileManager.default.fileExists(atPath: file)
      return Diagnostic(
        .warning, file: program.path, range: nil,
        isThere ? "this program is not executable" : "there is no such program",
        explanation: "`book.yaml` names it for the fence `\(program.word)`, which no page can show",
        suggestion: isThere ? "make it executable: chmod +x \(program.path)" : "write it")
    }
  }

  /// The files that chapters refer to: by links and images, and by attributes of fences.
  static func usedFiles(of book: BookContents) -> Set<String> {
    var used = Set(book.programs.map(\.path))
    for chapter in book.chapters {
      func use(_ path: String) {
        let path = path.prefix { $0 != "#" && $0 != "?" }
        used.insert(String(path))
        if let file = BookLinks.resolved(BookLinks.decoded(String(path)), from: chapter.file) {
          used.insert(file)
        }
      }
      for link in BookLinks.links(of: chapter) { use(link.destination) }
      for case .plugin(let fence) in chapter.blocks {
        for attribute in fence.attributes { use(attribute.value ?? "") }
      }
    }
    return used
  }
}

extension Diagnostic {
  /// A diagnostic for a line of a file as a whole.
  fileprivate init(
    _ severity: Severity, file: String, line: Int, _ summary: String, explanation: String,
    suggestion: String
  ) {
    self.init(
      severity, file: file, range: nil, summary, explanation: explanation, suggestion: suggestion)
    self.line = line
    endLine = line
    column = 1
    endColumn = 1
  }
}
