import Book

/// The results of a test as commands of GitHub Actions, which shows them beside the lines.
struct GitHubReport {
  let text: String

  init(_ results: Results, all: Bool, program: String) {
    var lines = results.diagnostics.inReportingOrder.map { GitHubReport.annotation($0) }
    for chapter in results.chapters {
      for finding in chapter.findings(all: all) {
        let place = finding.place
        let report = FailureReport(
          finding, file: chapter.shown, style: TextStyle(isColoured: false), program: program)
        lines.append(
          GitHubReport.annotation("error", chapter.shown, place.line, place.column, report.text))
      }
    }
    lines.append(TextReport.summary(results))
    text = lines.map { $0 + "\n" }.joined()
  }

  /// The annotation of a diagnostic.
  static func annotation(_ diagnostic: Diagnostic) -> String {
    var message = diagnostic.summary
    if let explanation = diagnostic.explanation { message += "\ncause: \(explanation)" }
    if let suggestion = diagnostic.suggestion { message += "\nhelp: \(suggestion)" }
    return annotation(
      diagnostic.severity == .error ? "error" : "warning", diagnostic.file, diagnostic.line,
      diagnostic.column, message)
  }

  private static func annotation(
    _ kind: String, _ file: String, _ line: Int, _ column: Int, _ message: String
  ) -> String {
    var place = "file=\(property(file))"
    if line > 0 { place += ",line=\(line)" }
    if line > 0, column > 0 { place += ",col=\(column)" }
    return "::\(kind) \(place)::\(data(message))"
  }

  /// A message, with what would end the line written as GitHub wants it.
  private static func data(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func property(_ text: String) -> String {
    data(text).split(separator: ":", omittingEmptySubsequences: false).joined(separator: "%3A")
      .split(separator: ",", omittingEmptySubsequences: false).joined(separator: "%2C")
  }
}
