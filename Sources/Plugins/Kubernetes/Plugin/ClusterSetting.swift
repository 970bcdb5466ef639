import KubernetesCluster
import OrderedCollections
import Values

/// The setting `cluster` of a chapter's front matter, read and checked.
struct ClusterSetting {
  /// What is wrong with it, one sentence each.
  private(set) var problems: [String] = []
  /// The cluster that is wanted; nil for none.
  private(set) var configuration: ClusterConfiguration? = ClusterConfiguration()

  static let keys = ["nodes", "podsPerNode", "attachVolumes", "tolerationSeconds"]

  mutating func read(_ value: JSON?) {
    switch value {
    case nil, .null, .bool(true): break
    case .bool(false): configuration = nil
    case .object(let members): read(members)
    case .some(let other):
      problems.append(
        "cluster: a map such as { nodes: 3 } is needed, not \(ClusterSetting.text(of: other))")
    }
  }

  private mutating func read(_ members: OrderedMembers) {
    var wanted = ClusterConfiguration()
    for (key, value) in members {
      switch key {
      case "nodes":
        if let number = number(key, value, 0...5000) { wanted.nodeCount = Int(number) }
      case "podsPerNode":
        if let number = number(key, value, 1...10_000) { wanted.podsPerNode = number }
      case "tolerationSeconds":
        if let number = number(key, value, 0...86_400) { wanted.tolerationSeconds = number }
      case "attachVolumes":
        if case .bool(let flag) = value {
          wanted.attachesRemoteVolumes = flag
        } else {
          problems.append(
            "cluster.attachVolumes: true or false is needed, not \(ClusterSetting.text(of: value))")
        }
      default:
        problems.append(
          "cluster: there is no key '\(key)'; there are "
            + ClusterSetting.keys.joined(separator: ", "))
      }
    }
    configuration = wanted
  }

  private mutating func number(
    _ key: String, _ value: JSON, _ range: ClosedRange<Int64>
  ) -> Int64? {
    if case .integer(let number) = value, range.contains(number) { return number }
    problems.append(
      "cluster.\(key): a whole number from \(range.lowerBound) to \(range.upperBound) is needed,"
        + " not \(ClusterSetting.text(of: value))")
    return nil
  }

  private static func text(of value: JSON) -> String {
    switch value {
    case .null: "nothing"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .number: "a number with a fraction"
    case .string(let text): "'\(text.prefix(40))'"
    case .array: "a list"
    case .object: "a map"
    }
  }
}
