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
  /// - Parameters:
  ///   - all: whether each check that names a claim has a line; else one has, which fails if any
  ///     does, and the others are counted.
  ///   - shown: a chapter's path as the reader of the table would type it.
  public func text(all: Bool = false, style: TextStyle, shown: (String) -> String) -> String {
    let idWidth = rows.map(\.claim.id.count).max() ?? 0
    func line(_ id: String, _ proof: Proof, _ others: Int) -> String {
      let state = proof.passed ? style.good("passed    ") : style.error("red       ")
      return "\(id.padding(idWidth))  \(state)  \(shown(proof.file)):\(proof.line)"
        + (others > 0 ? " and \(others) more" : "")
    }
    var lines: [String] = []
    for row in rows {
      guard let first = row.proofs.first else {
        let text = FailureReport.visible(row.claim.text)
        lines.append("\(row.claim.id.padding(idWidth))  not proved  \(text)")
        continue
      }
      guard all else {
        let proof = row.proofs.first { !$0.passed } ?? first
        lines.append(line(row.claim.id, proof, row.proofs.count - 1))
        continue
      }
      lines += row.proofs.enumerated().map {
        line($0.offset == 0 ? row.claim.id : "", $0.element, 0)
      }
    }
    let isCut = !all && rows.contains { $0.proofs.count > 1 }
    lines.append(
      "\(provedCount) of \(rows.count) proved" + (isCut ? " (--all shows every check)" : ""))
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces behind it, up to a width.
  func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
