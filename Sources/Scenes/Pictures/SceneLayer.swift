/// A piece of a picture that changes as a whole: a box, a link, a region.
public struct ScenePart: Sendable, Hashable {
  /// What it is a picture of: the same in all pictures of a session, and once in a layer.
  public var key: String
  /// The drawing of it, in the coordinates of the whole picture.
  public var markup: Markup

  /// Parts that are told apart by their places only.
  static func numbered(_ markups: [Markup], _ name: String) -> [ScenePart] {
    markups.enumerated().map { ScenePart(key: "\(name) \($0)", markup: $1) }
  }
}

/// Parts of a picture that lie beside each other, on top of the layers before.
public struct SceneLayer: Sendable, Hashable {
  /// The class of the group in the drawing: `cards`, `links`.
  public var name: String
  /// The pieces, in the order in which they are drawn.
  public var parts: [ScenePart]
}
