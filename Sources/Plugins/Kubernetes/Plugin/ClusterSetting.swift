import KubernetesCluster
import OrderedCollections
import Values

/// The setting `cluster` of a chapter's front matter: `cluster: { nodes: 3 }`.
enum ClusterSetting {
  /// The most nodes that a cluster may have.
  static let mostNodes: Int64 = 5000

  /// Takes what the setting says; returns what is wrong with it. No setting at all means three
  /// nodes.
  static func read(_ value: JSON?, into configuration: inout ClusterConfiguration) -> [String] {
    guard let value else { return [] }
    guard let members = value.object else {
      return ["cluster: a mapping is needed, such as { nodes: 3 }"]
    }
    var problems: [String] = []
    for (key, value) in members {
      switch key {
      case "nodes":
        if let count = value.integer, count >= 1, count <= mostNodes {
          configuration.nodeCount = Int(count)
        } else {
          problems.append("cluster: nodes: a number from 1 to \(mostNodes) is needed")
        }
      default: problems.append("cluster: there is no '\(key)'; there is nodes")
      }
    }
    return problems
  }
}
