import Book

extension LiveBook {
  /// Accepts the output at a line of a chapter, or all of the chapter's.
  ///
  /// What the chapter becomes is run beside this actor, which answers everybody else meanwhile.
  /// - Returns: how many were accepted.
  func accept(_ file: String, line: Int?) async throws(Refusal) -> Int {
    guard let reader = contents?.readers[file], let chapter = chapters[file] else {
      throw Refusal("there is no chapter \(file)")
    }
    let language = chapter.current.language
    let acceptance = Acceptance(
      runner: runner, store: ProposalStore(root: root), program: program
    ) { bytes, file in
      reader.read(bytes, file: file, language: language)
    }
    let path = root + "/" + file
    // One after the other: each begins with what the one before has written.
    let before = accepting
    let task = Task {
      _ = await before?.value
      return await OwnThread.result("accepting") { () -> Result<Int, Refusal> in
        do throws(Refusal) {
          return .success(
            try acceptance.accept(file, at: path, lines: line.map { [$0] }).accepted.count)
        } catch {
          return .failure(error)
        }
      }
    }
    accepting = task
    return try await task.value.get()
  }
}
