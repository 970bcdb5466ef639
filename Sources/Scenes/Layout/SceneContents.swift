/// What is written in each box of a picture, given where it stands.
struct SceneContents {
  let seating: SceneSeating

  /// The lines of a seated box that is `width` wide, without its padding.
  func lines(
    of index: Int, in tree: SceneTree, at seat: SceneSeating.Seat, width: Int
  ) -> SceneContent {
    let room = width - 2 * SceneGrid.cardPadding
    switch seat {
    case .card:
      var content = SceneContent(
        of: index, in: tree, width: room, hasSign: true, listsInside: false)
      let inside = tree.children[index]
      let counted = seating.density == .cards ? inside.filter { !isSeated($0, tree) } : inside
      content.add(
        SceneCount.counts(of: counted.map { tree.boxes[$0] }, in: tree.language),
        namesPods: false, in: tree.language)
      return content
    case .waiting:
      // Why it waits is said; for how long is little against that, and there is not much room.
      return SceneContent(
        of: index, in: tree, width: room, hasSign: false, listsInside: true, hasAge: false)
    case .work:
      return SceneContent(of: index, in: tree, width: room, hasSign: false, listsInside: true)
    case .volume:
      // Said in words: the volume's line to its machine would cross those of the claims.
      let attachments = (tree.attachments[index] ?? []).map {
        tree.language.text(.attachedTo, [("machine", $0)])
      }
      return SceneContent(
        of: index, in: tree, width: room, hasSign: true, listsInside: true, notes: attachments)
    case .front, .storage, .claim:
      return SceneContent(of: index, in: tree, width: room, hasSign: true, listsInside: true)
    }
  }

  /// The counts of what stands in no place of its own, for a strip of the whole width.
  func rest(of roles: [SceneRole], in tree: SceneTree) -> SceneContent {
    var content = SceneContent(width: SceneGrid.inner - 2 * SceneGrid.cardPadding)
    var left: [SceneBox] = []
    for root in tree.roots where roles.contains(tree.boxes[root].kind.role) {
      if isSeated(root, tree) { continue }
      left.append(tree.boxes[root])
      if tree.boxes[root].kind.role == .card {
        for child in tree.children[root] { left.append(tree.boxes[child]) }
      }
    }
    if left.isEmpty { return content }
    if roles != [.waiting] { content.add(.note, tree.language.text(.notDrawn)) }
    content.add(
      SceneCount.counts(of: left, in: tree.language), namesPods: true, in: tree.language)
    return content
  }

  func isSeated(_ index: Int, _ tree: SceneTree) -> Bool {
    seating.seats[SceneKey(of: index, in: tree)] != nil
  }
}
