import Foundation

/// A regular expression with what Swift's own cannot do: looking behind.
struct Pattern: @unchecked Sendable {
  /// Immutable, and Foundation promises that it may be used by several threads.
  private let expression: NSRegularExpression?

  init(_ text: String) { expression = try? NSRegularExpression(pattern: text) }

  func matches(_ text: String) -> Bool {
    expression?.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
  }

  /// The text with every match replaced by what `replacement` makes of the whole match and its
  /// groups; a group that took no part is empty.
  func replacing(_ text: String, _ replacement: ([String]) -> String) -> String {
    guard let expression else { return text }
    let whole = text as NSString
    let matches = expression.matches(
      in: text, range: NSRange(location: 0, length: whole.length))
    guard !matches.isEmpty else { return text }
    var result = ""
    var position = 0
    for match in matches {
      result += whole.substring(
        with: NSRange(location: position, length: match.range.location - position))
      result += replacement(
        (0..<match.numberOfRanges).map { group in
          let range = match.range(at: group)
          return range.location == NSNotFound ? "" : whole.substring(with: range)
        })
      position = match.range.location + match.range.length
    }
    return result + whole.substring(from: position)
  }

  static let uid = Pattern("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b")
  /// What may be the name of a pod.
  static let word = Pattern("\\b[a-z0-9]+(?:-[a-z0-9]+)+\\b")
  static let accessVolume = Pattern("kube-api-access-[a-z0-9]{5}\\b")
  static let address = Pattern("\\b10\\.\\d+\\.\\d+\\.\\d+(?![\\d/])")
  static let localPort = Pattern("127\\.0\\.0\\.1:\\d+")
  static let timestamp = Pattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z")
  static let longTime = Pattern(
    "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}")
  static let kubeletFolder = Pattern("/tmp/hollow-kubelet\\.\\d+")
  static let resourceVersion = Pattern(
    "(resourceVersion: ?\"?|\"resourceVersion\": ?\")\\d+(\"?)")
  static let eventIdentifier = Pattern("\\.[0-9a-f]{16}\\b")

  static let tableHeader = Pattern("^\\s*[A-Z][A-Z ()\\-_/]+(\\s{2,}[A-Z]|$)")
  static let agedColumn = Pattern("\\b(AGE|LAST SEEN|FIRST SEEN|DURATION)\\b")
  static let key = Pattern("^\\S+:(\\s|$)")
  private static let oneAge = "(?:\\d+[smhdy])(?:\\d+[smhd])?"
  static let repeatedAge = Pattern(
    "(?<![\\w./:=-])\(oneAge) \\(x(\\d+) over \(oneAge)\\)")
  static let agoAge = Pattern("\\(\(oneAge) ago\\)")
  static let age = Pattern("(?<=\\s)\(oneAge)(?=\\s|$)|^\(oneAge)(?=\\s)")
  static let columnGap = Pattern("(?<=\\S) {2,}(?=\\S)")
  static let pullDuration = Pattern(
    "(Successfully pulled image \"[^\"]*\" in ).*?(\\. |$)")
}
