/// A rectangle in the units of a picture.
struct SceneRectangle: Sendable, Hashable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  var maxX: Int { x + width }
  var maxY: Int { y + height }
  var middleX: Int { x + width / 2 }
  var middleY: Int { y + height / 2 }
}
