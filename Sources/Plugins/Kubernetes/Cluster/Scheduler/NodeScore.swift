/// How good a node is for a pod: what the pod likes, then few pods of the same owner, then little
/// load. Equal scores are decided by chance (N1).
struct NodeScore: Comparable {
  var liking: Int64
  var siblings: Int
  var load: Int64

  static let worst = NodeScore(liking: Int64.min, siblings: Int.max, load: Int64.max)

  static func < (left: NodeScore, right: NodeScore) -> Bool {
    if left.liking != right.liking { return left.liking < right.liking }
    if left.siblings != right.siblings { return left.siblings > right.siblings }
    return left.load > right.load
  }
}
