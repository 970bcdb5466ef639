import Foundation

/// Writes proposed outputs into a chapter, if that makes it right.
///
/// The laws: after an accepted output the command is green; accepting twice changes nothing; no
/// byte outside the accepted outputs changes. What the chapter becomes is run
/// before it is written, so that a chapter that would not be green is never there.
public struct Acceptance: Sendable {
  private let runner: ChapterRunner
  private let store: ProposalStore
  private let program: String
  private let read: @Sendable (_ bytes: [UInt8], _ file: String) -> (Chapter, [Diagnostic])

  /// What accepting did.
  public struct Outcome: Hashable, Sendable {
    /// What was written, in the order of the chapter; empty when nothing was proposed there.
    public let accepted: [Proposal.Edit]
    /// The run of the chapter as it is now; nil when nothing was done.
    public let run: ChapterRun?
  }

  /// - Parameters:
  ///   - program: what a person types to run a command, in messages.
  ///   - read: reads a chapter as the run did whose proposals are accepted.
  public init(
    runner: ChapterRunner, store: ProposalStore, program: String = "statebook",
    read: @escaping @Sendable (_ bytes: [UInt8], _ file: String) -> (Chapter, [Diagnostic])
  ) {
    self.runner = runner
    self.store = store
    self.program = program
    self.read = read
  }

  /// Accepts what the last run of a chapter proposed.
  ///
  /// It refuses, and changes nothing, when the chapter changed since that run, when one of its
  /// claims does not hold, and when the chapter would not be green with the new outputs.
  /// - Parameters:
  ///   - file: the chapter, as the book names it.
  ///   - path: where the file is.
  ///   - lines: which commands, by a line of each or of its output; nil for all.
  public func accept(_ file: String, at path: String, lines: [Int]?) throws(Refusal) -> Outcome {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Refusal("cannot read \(path)")
    }
    let bytes = Array(data)
    let text = Fingerprint(bytes)
    guard let proposal = try store.proposal(for: file, text: text) else {
      return Outcome(accepted: [], run: nil)
    }
    guard text == proposal.text else {
      throw Refusal(
        "\(file) changed since its last run, so nothing is accepted",
        help: "run \(program) test \(file) and look at what it proposes now")
    }
    if let line = proposal.redClaims.first {
      throw Refusal(
        "the claim in \(file):\(line) does not hold, so nothing of this chapter is accepted",
        help: "put the claim or the scenario right, then run \(program) test \(file)")
    }
    let edits = proposal.edits(at: lines)
    guard !edits.isEmpty else { return Outcome(accepted: [], run: nil) }

    let (chapter, mistakes) = read(bytes, file)
    guard !mistakes.haveErrors, chapter.source.flaws.isEmpty else {
      throw Refusal("\(file) has mistakes", help: "run \(program) test \(file) to see them")
    }
    var outputs: [Int: RecordedOutput] = [:]
    for edit in edits {
      outputs[edit.offset] = RecordedOutput(text: edit.output, status: edit.status)
    }
    let newBytes = Splice.bytes(of: chapter, with: outputs)
    let run = try check(newBytes, file: file, from: chapter, outputs)
    let rest = proposal.rest(run, accepted: edits)
    if newBytes != bytes {
      if let rest { try store.keepAhead(rest) }
      try AtomicFile.replace(path, with: newBytes) {
        FileManager.default.contents(atPath: path).map(Array.init) == bytes
      }
    }
    guard FileManager.default.contents(atPath: path).map(Array.init) == newBytes else {
      throw Refusal(
        "\(file) was changed by somebody else meanwhile, so nothing is accepted",
        help: "run \(program) test \(file) again")
    }
    if let rest { try store.keep(rest) }
    return Outcome(accepted: edits, run: run)
  }

  /// Runs what the chapter would become, and refuses unless it is right.
  private func check(
    _ bytes: [UInt8], file: String, from old: Chapter, _ outputs: [Int: RecordedOutput]
  ) throws(Refusal) -> ChapterRun {
    let (chapter, mistakes) = read(bytes, file)
    let oldSteps = old.scenarios.flatMap(\.steps)
    let newSteps = chapter.scenarios.flatMap(\.steps)
    guard !mistakes.haveErrors, oldSteps.count == newSteps.count else {
      throw Refusal("\(file) would not be readable with the new outputs; nothing is accepted")
    }
    for (oldStep, newStep) in zip(oldSteps, newSteps) {
      let expected = outputs[oldStep.region.offsets.lowerBound] ?? oldStep.recorded
      guard newStep.recorded.isSameBytes(as: expected), newStep.command == oldStep.command else {
        throw Refusal(
          "the output of \(file):\(oldStep.position.line) cannot be written in a fence; "
            + "nothing is accepted")
      }
    }
    let run = runner.run(chapter, mistakes: mistakes)
    if let diagnostic = run.diagnostics.first(where: { $0.severity == .error }) {
      throw Refusal("\(file):\(diagnostic.line): \(diagnostic.summary); nothing is accepted")
    }
    if let claim = run.redClaims.first {
      throw Refusal(
        "the claim in \(file):\(claim.assertion.position.line) would not hold; "
          + "nothing is accepted")
    }
    let ranSteps = old.scenarios.filter { $0.norun == nil }.flatMap(\.steps)
    for (oldStep, step) in zip(ranSteps, run.steps)
    where outputs[oldStep.region.offsets.lowerBound] != nil && !step.passed {
      throw Refusal(
        "\(file):\(oldStep.position.line) printed something else than before; "
          + "nothing is accepted",
        help: "run \(program) test \(file) and look at what it proposes now")
    }
    return run
  }
}

extension RecordedOutput {
  /// Whether two outputs are the same bytes; equal strings may be spelled in different bytes.
  func isSameBytes(as other: RecordedOutput) -> Bool {
    status == other.status && text.utf8.elementsEqual(other.text.utf8)
  }
}
