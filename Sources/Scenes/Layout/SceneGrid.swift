/// The measures of a picture, in its own units.
///
/// The width is chosen for a phone: there a unit is a little less than a pixel, so names are
/// drawn about as large as small print; a wide page enlarges the picture.
enum SceneGrid {
  static let width = 420
  static let margin = 12
  /// Between columns: room for the lines that run up and down.
  static let gap = 18
  static let rowGap = 16
  static let leafGap = 8
  static let cardPadding = 6
  static let nameSize = 12
  static let textSize = 11
  static let smallSize = 10
  static let cellWidth = 35
  static let cellHeight = 18
  static let cellGap = 3
  static let laneStep = 4
  static let laneLimit = 12
  static let captionHeight = 16

  static var inner: Int { width - 2 * margin }

  /// The horizontal places of `count` columns between `x` and `x + width`.
  static func columns(_ count: Int, x: Int, width: Int) -> [SceneColumn] {
    let each = (width - (count - 1) * gap) / count
    return (0..<count).map { SceneColumn(x: x + $0 * (each + gap), width: each) }
  }
}

/// The horizontal place of a column, with free room of a gap's width on both sides.
struct SceneColumn: Sendable, Hashable {
  var x: Int
  var width: Int

  var maxX: Int { x + width }
}
