/// What `statebook test --json` prints, as far as it is needed here.
struct TestReport: Decodable, Sendable {
  struct Step: Decodable, Sendable {
    var file: String
    var line: Int
    var command: String
    var passed: Bool
    var failure: String?
  }

  /// One line of a `check` fence.
  struct Check: Decodable, Sendable, Hashable {
    var ids: [String]
    var sentence: String
    var file: String
    var line: Int
    var passed: Bool
    /// Set when the command did not run to its end, or not at all.
    var failure: String?

    /// Whether it ran to its end and found that the sentence is not true.
    var isRefuted: Bool { !passed && failure == nil }
    var place: String { "\(file):\(line)" }
  }

  var steps: [Step]
  var claims: [Check]

  /// The ids of the claims with a check that was refuted.
  var refuted: Set<String> { Set(claims.filter(\.isRefuted).flatMap(\.ids)) }
}
