/// A box at one place: a pod that moves to another machine has another key there.
struct SceneKey: Sendable, Hashable {
  let id: String
  /// The id of the box it is inside of; empty at the top.
  let parent: String

  init(id: String, parent: String = "") {
    self.id = id
    self.parent = parent
  }

  init(of index: Int, in tree: SceneTree) {
    id = tree.boxes[index].id
    parent = tree.parents[index].map { tree.boxes[$0].id } ?? ""
  }
}
