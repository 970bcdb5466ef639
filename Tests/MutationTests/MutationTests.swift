import Book
import Foundation
import OtherPrograms
import Testing

/// Every claim of the book is red when the rule behind it is broken.
@Suite struct MutationTests {
  /// The copy is compiled as a whole, which takes minutes, so this is done on request.
  static let isWanted = ProcessInfo.processInfo.environment["STATEBOOK_MUTATIONS"] != nil

  @Test(.enabled(if: isWanted, "set STATEBOOK_MUTATIONS=1 to break every rule behind a claim"))
  func everyMutationTurnsItsClaimsRed() async throws {
    let package = try MutatedPackage(Mutation.all)
    let healthy = try package.test(0)
    for step in healthy.steps where !step.passed {
      Issue.record("\(step.file):\(step.line) differs though no mutation is switched on")
    }
    for check in healthy.claims where !check.passed {
      Issue.record("\(check.place) is red though no mutation is switched on: \(check.sentence)")
    }
    let reports = try await reports(of: package, healthy)
    for (mutation, report) in zip(Mutation.all, reports) {
      for id in mutation.claims where !report.refuted.contains(id) {
        let proofs = healthy.claims.filter { $0.ids.contains(id) }.map { check in
          let now = report.claims.first { $0.place == check.place }
          let state = now.map { $0.passed ? "green" : $0.failure ?? "red" } ?? "not run"
          return "\n  \(check.place): \(state): \(check.sentence)"
        }
        Issue.record(
          "'\(mutation.name)' does not turn \(id) red. \(mutation.breaks)\(proofs.joined())")
      }
      if !report.claims.contains(where: \.passed) {
        Issue.record("'\(mutation.name)' breaks everything, so it says nothing about its claims")
      }
    }
    print(MutationTable(mutations: Mutation.all, reports: reports, healthy: healthy).text)
  }

  /// The reports of all mutations, in their order; as many run at a time as there are processors.
  ///
  /// With a mutation only those chapters run that have a check of a claim which it refutes.
  private func reports(
    of package: MutatedPackage, _ healthy: TestReport
  ) async throws -> [TestReport] {
    let count = Mutation.all.count
    var reports = [TestReport?](repeating: nil, count: count)
    try await withThrowingTaskGroup(of: (Int, TestReport).self) { group in
      var next = 0
      func start() {
        guard next < count else { return }
        let index = next
        next += 1
        let claims = Mutation.all[index].claims
        let checks = healthy.claims.filter { $0.ids.contains(where: claims.contains) }
        let chapters = Set(checks.map(\.file)).sorted()
        group.addTask { (index, try package.test(index + 1, chapters: chapters)) }
      }
      for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { start() }
      for try await (index, report) in group {
        reports[index] = report
        start()
      }
    }
    return reports.compactMap { $0 }
  }

  @Test func namesAreUnique() {
    var seen: Set<String> = []
    for mutation in Mutation.all {
      #expect(seen.insert(mutation.name).inserted, "\(mutation.name)")
    }
  }

  /// So that a change of the sources is told at once, and not only where the copy is built.
  @Test func everyMutationFindsItsPlace() throws {
    for (file, edits) in Mutation.edits(Mutation.all).sorted(by: { $0.key < $1.key }) {
      let path = Checkout.root.appending(path: file)
      let text = try String(contentsOf: path, encoding: .utf8)
      for edit in edits {
        #expect(throws: Never.self) { try MutatedSource.text(text, with: [edit]) }
      }
      #expect(throws: Never.self) { try MutatedSource.text(text, with: edits) }
    }
  }

  @Test func everyClaimWithACheckHasAMutation() {
    let book = BookSource(folder: Checkout.root).read()
    let named = Set(Mutation.all.flatMap(\.claims))
    for chapter in book.chapters {
      for case .check(let check) in chapter.blocks {
        for claim in check.claims where !named.contains(claim.id) {
          Issue.record(
            """
            \(chapter.file):\(claim.range.start.line): no mutation breaks the rule behind \(claim.id). \
            Add one to Tests/MutationTests, and see the check turn red with STATEBOOK_MUTATIONS=1
            """)
        }
      }
    }
  }
}
