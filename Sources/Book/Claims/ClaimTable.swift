/// Which claims of a book are proved, and where.
public struct ClaimTable: Hashable, Sendable {
  /// A claim of the book and the checks that name it.
  public struct Row: Hashable, Sendable {
    /// The claim, as the list has it.
    public let claim: ClaimList.Claim
    /// The `check` fences that name the claim, in the order of the chapters.
    public let proofs: [Proof]

    /// Whether a check proves it and none that names it fails.
    public var isProved: Bool { !proofs.isEmpty && proofs.allSatisfy(\.passed) }
    /// Whether a check that names it fails.
    public var isRed: Bool { proofs.contains { !$0.passed } }
  }

  /// A `check` fence that names a claim.
  public struct Proof: Hashable, Sendable {
    /// The chapter, as the book names it.
    public let file: String
    /// The line of the fence's first claim that fails, else of its first claim.
    public let line: Int
    /// Whether all claims of the fence hold.
    public let passed: Bool
  }

  /// A row for each claim of the list, in its order.
  public let rows: [Row]

  /// The table for the runs of a book's chapters. A chapter that could not be run proves nothing.
  public init(_ list: ClaimList, _ run: BookRun) {
    var proofs: [String: [Proof]] = [:]
    for chapter in run.chapters {
      for (index, block) in chapter.chapter.blocks.enumerated() {
        guard case .check(let check) = block, let first = check.assertions.first else { continue }
        let claims = chapter.block(index)?.claims ?? []
        let red = claims.first { !$0.passed }
        let proof = Proof(
          file: chapter.chapter.file, line: (red?.assertion ?? first).position.line,
          passed: red == nil && claims.count == check.assertions.count)
        for reference in check.claims { proofs[reference.id, default: []].append(proof) }
      }
    }
    rows = list.claims.map { Row(claim: $0, proofs: proofs[$0.id] ?? []) }
  }

  /// How many claims are proved.
  public var provedCount: Int { rows.count { $0.isProved } }

  /// The table as text: id, state, place, sentence; then a summary.
  /// - Parameter shown: a chapter's path as the reader of the table would type it.
  public func text(style: TextStyle, shown: (String) -> String) -> String {
    let idWidth = rows.map(\.claim.id.count).max() ?? 0
    var lines = rows.map { row in
      let id = row.claim.id.padding(idWidth)
      let proof = row.proofs.first { !$0.passed } ?? row.proofs.first
      let place = proof.map { "\(shown($0.file)):\($0.line)" }
      if row.isRed { return "\(id)  \(style.error("red       "))  \(place ?? "")" }
      if row.isProved { return "\(id)  \(style.good("passed    "))  \(place ?? "")" }
      return "\(id)  not proved  \(FailureReport.visible(row.claim.text))"
    }
    lines.append("\(provedCount) of \(rows.count) proved")
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces behind it, up to a width.
  func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
