/// The boxes of a scene by id and by nesting.
///
/// Broken nesting (an unknown parent, a circle, more than ``depthLimit`` levels) makes a box
/// stand at the top, so that nothing is lost and every walk ends.
struct SceneTree {
  static let depthLimit = 8

  /// The language of the scene.
  let language: SceneLanguage
  let boxes: [SceneBox]
  /// The boxes at the top, in the scene's order.
  let roots: [Int]
  /// The boxes inside each box, in the scene's order.
  let children: [[Int]]
  /// The box around each box, if there is one.
  let parents: [Int?]
  /// The names of the machines that each volume is attached to, in the scene's order.
  let attachments: [Int: [String]]
  private let indexByID: [String: Int]

  init(_ scene: Scene) {
    var boxes: [SceneBox] = []
    var indexByID: [String: Int] = [:]
    for box in scene.boxes where indexByID[box.id] == nil {
      indexByID[box.id] = boxes.count
      boxes.append(box)
    }
    var parents: [Int?] = []
    for box in boxes {
      var steps = 0
      var next = box.parent
      while let id = next, let index = indexByID[id], steps <= Self.depthLimit {
        steps += 1
        next = boxes[index].parent
      }
      let isSound = steps <= Self.depthLimit
      if isSound, let parent = box.parent, let index = indexByID[parent] {
        parents.append(index)
      } else {
        parents.append(nil)
      }
    }
    var roots: [Int] = []
    var children: [[Int]] = Array(repeating: [], count: boxes.count)
    for index in boxes.indices {
      if let parent = parents[index] {
        children[parent].append(index)
      } else {
        roots.append(index)
      }
    }
    var attachments: [Int: [String]] = [:]
    for link in scene.links where link.kind == .attached {
      guard let volume = indexByID[link.from], let machine = indexByID[link.to] else { continue }
      attachments[volume, default: []].append(boxes[machine].label)
    }
    language = scene.language
    self.attachments = attachments
    self.boxes = boxes
    self.roots = roots
    self.children = children
    self.parents = parents
    self.indexByID = indexByID
  }

  func index(of id: String) -> Int? { indexByID[id] }
}
