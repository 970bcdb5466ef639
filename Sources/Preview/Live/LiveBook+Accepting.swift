import Book

extension LiveBook {
  /// Accepts the output at a line of a chapter, or all of the chapter's.
  /// - Returns: how many were accepted.
  func accept(_ file: String, line: Int?) throws(Refusal) -> Int {
    guard let reader = contents?.readers[file], chapters[file] != nil else {
      throw Refusal("there is no chapter \(file)")
    }
    let language = chapters[file]?.current.language
    let acceptance = Acceptance(
      runner: runner, store: ProposalStore(root: root), program: program
    ) { bytes, file in
      reader.read(bytes, file: file, language: language)
    }
    return try acceptance.accept(file, at: root + "/" + file, lines: line.map { [$0] })
      .accepted.count
  }
}
