import Markdown

/// Checks that claims are about the session that their reader has just seen.
public enum SessionCheck {
  /// The `check` fences that name no session and stand below a scenario of another session than
  /// `main`, in which they run. A heading between the two begins something new.
  public static func doubts(about chapter: Chapter) -> [Diagnostic] {
    var headings = chapter.document.headings.map(\.range.start.offset)[...]
    var above: Scenario?
    return chapter.blocks.compactMap { block in
      let start = block.code.range.start.offset
      while let heading = headings.first, heading < start {
        above = nil
        headings.removeFirst()
      }
      switch block {
      case .scenario(let scenario):
        if scenario.norun == nil { above = scenario }
      case .check(let check):
        guard check.origin == nil, let above, above.session != check.session,
          let fence = check.code.fence,
          !InfoString(in: chapter.source, fence.infoRange.offsets).attributes.contains(where: {
            $0.name == "session"
          })
        else { return nil }
        return diagnostic(check, fence, below: above, in: chapter)
      case .file, .plugin, .listing: break
      }
      return nil
    }
  }

  private static func diagnostic(
    _ check: ClaimCheck, _ fence: CodeBlock.Fence, below scenario: Scenario, in chapter: Chapter
  ) -> Diagnostic {
    Diagnostic(
      .warning, file: chapter.file, range: fence.infoRange,
      "this check runs in session \(check.session); the block before it is in session "
        + scenario.session,
      explanation: "a check without `session=` runs in session \(check.session)",
      suggestion: "write `session=\(scenario.session)`, or `session=\(check.session)` if that is "
        + "meant",
      notes: [
        Diagnostic.Note(
          "the block before it", file: chapter.file, line: scenario.code.range.start.line,
          column: scenario.code.range.start.column)
      ])
  }
}
