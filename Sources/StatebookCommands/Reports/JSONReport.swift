import Book
import Foundation
import Sessions
import Simulation

/// The results of a test as JSON: `steps`, `claims`, `diagnostics`, `summary`.
///
/// Times are milliseconds of virtual time since the session's first command could start.
struct JSONReport {
  let text: String

  struct Report: Encodable {
    var steps: [StepReport]
    var claims: [ClaimReport]
    var diagnostics: [DiagnosticReport]
    var summary: Summary
  }

  struct StepReport: Encodable {
    var file: String
    var line: Int
    var block: String?
    var session: String
    var command: String
    var expected: String
    var actual: String
    var expectedStatus: Int
    var status: Int
    var start: Int64
    var end: Int64
    var passed: Bool
    /// Why the command did not run to its end, or not at all.
    var failure: String?
    var cause: String?
  }

  struct ClaimReport: Encodable {
    var ids: [String]
    var sentence: String
    var file: String
    var line: Int
    var session: String
    var command: String
    var output: String
    var status: Int
    var passed: Bool
    /// Why the command did not run to its end, or not at all.
    var failure: String?
    var cause: String?
    /// What a failed command ran last, with the values that it saw: `test 2 = 3`.
    var ranLast: String?
  }

  struct DiagnosticReport: Encodable {
    var severity: String
    var file: String
    var line: Int
    var column: Int
    var summary: String
    var explanation: String?
    var suggestion: String?
    /// Further places that explain it.
    var notes: [NoteReport]?

    struct NoteReport: Encodable {
      var file: String
      var line: Int
      var text: String
    }

    init(_ diagnostic: Diagnostic) {
      severity = diagnostic.severity.rawValue
      file = diagnostic.file
      line = diagnostic.line
      column = diagnostic.column
      summary = diagnostic.summary
      explanation = diagnostic.explanation
      suggestion = diagnostic.suggestion
      notes =
        diagnostic.notes.isEmpty
        ? nil
        : diagnostic.notes.map { NoteReport(file: $0.file, line: $0.line, text: $0.text) }
    }
  }

  struct Summary: Encodable {
    var passed: Int
    var failed: Int
    var mistakes: Int
    var norun: Int
  }

  init(_ results: Results) throws {
    let steps = results.chapters.flatMap { chapter in
      chapter.steps.map { JSONReport.report($0.run, in: $0.block, of: chapter.shown) }
    }
    let claims = results.chapters.flatMap { chapter in
      chapter.claims.map { JSONReport.report($0.run, in: $0.block, of: chapter.shown) }
    }
    let report = Report(
      steps: steps, claims: claims,
      diagnostics: results.diagnostics.inReportingOrder.map { DiagnosticReport($0) },
      summary: Summary(
        passed: results.passedCount, failed: results.failedCount,
        mistakes: results.diagnostics.count { $0.severity == .error },
        norun: results.unrunCount))
    text = String(decoding: try JSONReport.encoder.encode(report), as: UTF8.self)
  }

  /// What writes reports: for people too, and the same bytes each time.
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  private static func report(
    _ step: StepRun, in block: BlockRun, of file: String
  ) -> StepReport {
    StepReport(
      file: file, line: step.step.position.line, block: block.id, session: block.session,
      command: step.step.command, expected: step.step.recorded.text,
      actual: step.recording.output, expectedStatus: step.step.recorded.status,
      status: Int(step.recording.exitStatus), start: step.recording.start.milliseconds,
      end: step.recording.end.milliseconds, passed: step.passed,
      failure: step.recording.failure?.text(limits: Limits()), cause: step.cause)
  }

  private static func report(
    _ claim: ClaimRun, in block: BlockRun, of file: String
  ) -> ClaimReport {
    ClaimReport(
      ids: claim.claims, sentence: claim.assertion.sentence, file: file,
      line: claim.assertion.position.line, session: block.session,
      command: claim.assertion.command, output: claim.recording.output,
      status: Int(claim.recording.exitStatus), passed: claim.passed,
      failure: claim.recording.failure?.text(limits: Limits()), cause: claim.cause,
      ranLast: claim.last)
  }
}
