import Foundation
import Markdown

/// What a book promises to prove: `chapters/claims.yaml`, a list of `id` and `text`.
public struct ClaimList: Hashable, Sendable {
  /// A claim of the book.
  public struct Claim: Hashable, Sendable {
    /// The name that `check` fences refer to.
    public let id: String
    /// The sentence.
    public let text: String
    /// Where it is written in the list.
    public let line: Int
  }

  /// The claims in the order of the list.
  public let claims: [Claim]

  /// The ids, in the same order.
  public var ids: [String] { claims.map(\.id) }

  /// The file's place in a book.
  public static let file = "chapters/claims.yaml"

  /// A list without claims, of a book that promises nothing.
  public static let empty = ClaimList(claims: [])

  /// A list as given: that no id occurs twice is checked by who reads the file.
  public init(claims: [Claim]) { self.claims = claims }

  static let rules: [KeyRule] = [
    KeyRule("id", .text, isRequired: true, "The name that `check` fences refer to."),
    KeyRule("text", .text, isRequired: true, "The sentence."),
  ]

  /// Reads a list; what is wrong with it is reported at its place, all of it.
  public static func read(
    _ bytes: [UInt8], file: String = ClaimList.file
  ) -> (ClaimList, [Diagnostic]) {
    let source = SourceText(bytes)
    var diagnostics: [Diagnostic] = []
    func report(_ mark: YAMLMark, _ summary: String, _ suggestion: String? = nil) {
      let line = source.contentOffsets(ofLine: mark.line)
      let start = min(line.lowerBound + max(mark.column, 1) - 1, line.upperBound)
      diagnostics.append(
        Diagnostic(
          file: file, range: source.range(start..<line.upperBound), summary,
          suggestion: suggestion))
    }
    let root: YAMLNode?
    switch BoundedYAML.document(in: source.bytes) {
    case .success(let node): root = node
    case .failure(let problem):
      report(problem.mark, problem.message)
      root = nil
    }
    guard let root, root.scalar != .null else { return (.empty, diagnostics) }
    guard let items = root.items else {
      report(root.mark, "the claims are a list of 'id' and 'text'")
      return (.empty, diagnostics)
    }
    var claims: [Claim] = []
    var lines: [String: Int] = [:]
    for item in items {
      var id: String?
      var text: String?
      guard let members = item.members else {
        report(item.mark, "a claim has an 'id' and a 'text'", "write '- id: …' and 'text: …'")
        continue
      }
      for member in members {
        guard case .string(let value)? = member.value.scalar, !value.isEmpty else {
          report(member.mark, "'\(member.key)' must be a text")
          continue
        }
        switch member.key {
        case "id": id = value
        case "text": text = value.trimmingCharacters(in: .whitespacesAndNewlines)
        default: report(member.mark, "unknown key '\(member.key)'", "a claim has 'id' and 'text'")
        }
      }
      guard let id, let text else {
        report(item.mark, "a claim has an 'id' and a 'text'")
        continue
      }
      if let first = lines[id] {
        report(item.mark, "the claim '\(id)' is already in line \(first)")
        continue
      }
      lines[id] = item.mark.line
      claims.append(Claim(id: id, text: text, line: item.mark.line))
    }
    return (ClaimList(claims: claims), diagnostics)
  }
}
