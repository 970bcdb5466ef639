/// How much is drawn of each thing that runs on a machine.
enum SceneDensity: Int, Sendable, Hashable {
  /// A card with all that is said about it.
  case cards
  /// A small cell with the end of its name and its state.
  case cells
  /// Only how many there are in each state.
  case counts

  /// More things than this in one scene, or on one machine, are drawn as cells.
  static let cardLimit = 24
  static let cardLimitOnOneMachine = 12
  /// More things than this in one scene are counted.
  static let cellLimit = 299

  /// The density at which the fullest of the scenes can be drawn.
  static func needed(for trees: [SceneTree]) -> SceneDensity {
    var density = SceneDensity.cards
    for tree in trees {
      var number = 0
      var largest = 0
      for root in tree.roots {
        switch tree.boxes[root].kind.role {
        case .waiting: number += 1
        case .card:
          let here = tree.children[root].count { tree.boxes[$0].kind.isWork }
          number += here
          largest = max(largest, here)
        default: break
        }
      }
      if number > cellLimit { return .counts }
      if number > cardLimit || largest > cardLimitOnOneMachine { density = .cells }
    }
    return density
  }
}

extension SceneKind {
  /// Whether it is drawn among the things that run on a card, and not among its storage.
  var isWork: Bool { self != .volume && self != .claim }
}
