import Book
import Foundation
import Markdown

/// What `lint` found.
struct LintReport {
  private let diagnostics: [Diagnostic]
  private let chapterCount: Int

  /// - Parameter diagnostics: under paths as a person here would type them.
  init(_ diagnostics: [Diagnostic], chapterCount: Int) {
    self.diagnostics = diagnostics.inReportingOrder
    self.chapterCount = chapterCount
  }

  private var errorCount: Int { diagnostics.count { $0.severity == .error } }
  private var warningCount: Int { diagnostics.count - errorCount }

  /// `19 chapters: 1 error, 2 warnings`, or `19 chapters: nothing found`.
  private var summary: String {
    func counted(_ count: Int, _ noun: String) -> String {
      "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    let found = [(errorCount, "error"), (warningCount, "warning")].filter { $0.0 > 0 }
    let text =
      found.isEmpty
      ? "nothing found" : found.map { counted($0.0, $0.1) }.joined(separator: ", ")
    return "\(counted(chapterCount, "chapter")): \(text)"
  }

  /// For a person.
  func text(sources: [String: SourceText], isColoured: Bool) -> String {
    guard !diagnostics.isEmpty else { return summary + "\n" }
    let renderer = DiagnosticRenderer(sources: sources, isColoured: isColoured)
    return renderer.text(diagnostics) + "\n" + summary + "\n"
  }

  /// As commands of GitHub Actions.
  var annotations: String {
    (diagnostics.map { GitHubReport.annotation($0) } + [summary]).map { $0 + "\n" }.joined()
  }

  private struct Report: Encodable {
    var diagnostics: [JSONReport.DiagnosticReport]
    var summary: Summary
  }

  private struct Summary: Encodable {
    var chapters: Int
    var errors: Int
    var warnings: Int
  }

  /// As JSON: `diagnostics`, and a `summary` with the number of `chapters`, `errors`, `warnings`.
  var json: String {
    get throws {
      let report = Report(
        diagnostics: diagnostics.map { JSONReport.DiagnosticReport($0) },
        summary: Summary(chapters: chapterCount, errors: errorCount, warnings: warningCount))
      return String(decoding: try JSONReport.encoder.encode(report), as: UTF8.self)
    }
  }
}
