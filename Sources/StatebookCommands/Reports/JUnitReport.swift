import Book
import Foundation

/// The results of a test in the form that build servers read: JUnit's XML.
///
/// A chapter is a test suite, a command or claim a test case, and so is a mistake, which is an
/// error. There are no real times in it, so equal runs give equal reports.
struct JUnitReport {
  let text: String

  /// What every report begins with, and no other file.
  private static let beginning = """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="statebook"
    """

  init(_ results: Results, program: String) {
    let errors = results.diagnostics.filter { $0.severity == .error }
    let cases = results.stepCount + results.claimCount + errors.count
    var lines = [
      JUnitReport.beginning + " tests=\"\(cases)\" "
        + "failures=\"\(results.failedCount)\" errors=\"\(errors.count)\">"
    ]
    for chapter in results.chapters {
      lines += JUnitReport.suite(chapter, errors.filter { $0.file == chapter.shown }, program)
    }
    let own = Set(results.chapters.map(\.shown))
    let others = errors.filter { !own.contains($0.file) }
    if !others.isEmpty {
      lines.append(
        "  <testsuite name=\"book\" tests=\"\(others.count)\" failures=\"0\" "
          + "errors=\"\(others.count)\">")
      lines += others.map(JUnitReport.mistake)
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func suite(
    _ chapter: Results.ChapterResult, _ errors: [Diagnostic], _ program: String
  ) -> [String] {
    let file = escaped(chapter.shown)
    let failures =
      chapter.steps.count { !$0.run.passed } + chapter.claims.count { !$0.run.passed }
    let cases = chapter.steps.count + chapter.claims.count + errors.count
    var lines = [
      "  <testsuite name=\"\(file)\" tests=\"\(cases)\" "
        + "failures=\"\(failures)\" errors=\"\(errors.count)\">"
    ]
    lines += errors.map(mistake)
    let findings = chapter.run.findings(all: true)
    func testCase(_ name: String, _ place: ClosedRange<Int>, _ passed: Bool) {
      let head =
        "    <testcase classname=\"\(file)\" name=\"\(escaped(name))\" "
        + "file=\"\(file)\" line=\"\(place.lowerBound)\""
      if passed {
        lines.append(head + "/>")
        return
      }
      lines.append(head + ">")
      if let finding = findings.first(where: { $0.lines == place }) {
        let report = FailureReport(
          finding, file: chapter.shown, style: TextStyle(isColoured: false), program: program)
        lines.append(
          "      <failure message=\"\(escaped(finding.summary))\">\(escaped(report.text))</failure>"
        )
      } else {
        lines.append("      <failure message=\"not run to its end\"/>")
      }
      lines.append("    </testcase>")
    }
    for (step, _) in chapter.steps {
      testCase("line \(step.lines.lowerBound): $ \(step.step.command)", step.lines, step.passed)
    }
    for (claim, _) in chapter.claims {
      testCase(
        "line \(claim.lines.lowerBound): \(claim.assertion.sentence)", claim.lines, claim.passed)
    }
    lines.append("  </testsuite>")
    return lines
  }

  /// Refuses a file that could not be written to, before anything is run for it.
  static func checkPlace(_ file: String, in surroundings: Surroundings) throws(Refusal) {
    let path = surroundings.absolute(file)
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let shown = surroundings.shown(folder)
    func refusal(_ cause: String, help: String) -> Refusal {
      Refusal(
        "the JUnit report cannot be written to \(file == "-" ? "standard output" : file): \(cause)",
        help: help)
    }
    guard file != "-" else {
      throw refusal("the results for a person are there", help: "name a file: --junit report.xml")
    }
    if file.lowercased().contains(/\.md(:[0-9]+)*$/) {
      throw refusal(
        "this is Markdown, and --junit takes the file of the report",
        help: "name the report first: --junit report.xml \(file)")
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw refusal("it is a folder", help: "name a file in it: \(file)/report.xml")
    }
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw refusal("there is no folder \(shown)", help: "make it first: mkdir -p \(shown)")
    }
    guard isFolder.boolValue else {
      throw refusal("\(shown) is not a folder", help: "name a file in a folder")
    }
    guard access(folder, W_OK) == 0 else {
      throw refusal("nothing can be written in \(shown)", help: "name a file in another folder")
    }
    guard !FileManager.default.fileExists(atPath: path) || isReport(path) else {
      throw refusal(
        "the file that is there is no report of statebook",
        help: "name another file: --junit report.xml")
    }
  }

  /// Whether a file may be replaced by a report: it is one, or there is nothing in it.
  private static func isReport(_ path: String) -> Bool {
    let type = try? FileManager.default.attributesOfItem(
      atPath: URL(filePath: path).resolvingSymlinksInPath().path)[.type]
    guard type as? FileAttributeType == .typeRegular,
      let file = FileHandle(forReadingAtPath: path)
    else { return false }
    defer { try? file.close() }
    let start = try? file.read(upToCount: beginning.utf8.count)
    return start.map { $0.isEmpty || $0.elementsEqual(beginning.utf8) } ?? true
  }

  private static func mistake(_ diagnostic: Diagnostic) -> String {
    let place = escaped("\(diagnostic.file):\(diagnostic.line):\(diagnostic.column)")
    let summary = escaped(diagnostic.summary)
    return "    <testcase classname=\"\(escaped(diagnostic.file))\" name=\"\(place)\">"
      + "<error message=\"\(summary)\">\(place): \(summary)</error></testcase>"
  }

  /// The text for an attribute or element; what XML 1.0 cannot hold becomes U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;".unicodeScalars
      case "<": result += "&lt;".unicodeScalars
      case ">": result += "&gt;".unicodeScalars
      case "\"": result += "&quot;".unicodeScalars
      case "\t", "\n", "\r": result += "&#\(scalar.value);".unicodeScalars
      default:
        let isAllowed =
          scalar.value >= 0x20 && scalar.value != 0xfffe && scalar.value != 0xffff
        result.append(isAllowed ? scalar : "\u{fffd}")
      }
    }
    return String(result)
  }
}
