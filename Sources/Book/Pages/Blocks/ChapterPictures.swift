import Scenes

/// The pictures of a chapter: of the world behind each scenario block, where it has changed.
struct ChapterPictures {
  private var frames: [String: SceneFrame] = [:]
  private var scenes: [Int: (session: String, scene: Scene)] = [:]

  /// Chooses the pictures to show.
  ///
  /// A block gets one when there is something to see, and something else than in the picture
  /// before it in the same session. All pictures of a session have one frame, so that what stays
  /// in the world stays in its place. A block that a reader does not see has none.
  init(_ chapter: Chapter, _ runs: [Int: BlockRun]) {
    var last: [String: Scene] = [:]
    var shown: [String: [Scene]] = [:]
    for (index, block) in chapter.blocks.enumerated() {
      guard case .scenario(let scenario) = block, scenario.visibility != .hidden,
        let run = runs[index], !run.scene.boxes.isEmpty
      else { continue }
      if let last = last[run.session], last.boxes == run.scene.boxes, last.links == run.scene.links
      {
        continue
      }
      last[run.session] = run.scene
      shown[run.session, default: []].append(run.scene)
      scenes[index] = (run.session, run.scene)
    }
    for (session, scenes) in shown { frames[session] = SceneFrame(of: scenes) }
  }

  /// Whether the block with this index has a picture.
  func hasPicture(_ index: Int) -> Bool { scenes[index] != nil }

  /// The picture behind the block with this index.
  func figure(_ index: Int, id: String, words: ThemeWords) -> Markup {
    guard let (session, scene) = scenes[index] else { return .empty }
    return Markup(
      "figure", ["class": "picture", "id": id],
      [
        scene.picture(prefix: id, frame: frames[session]),
        Markup("figcaption", [:], text: scene.title),
        Markup(
          "details", ["class": "picture-words"],
          [
            Markup("summary", [:], text: words[.pictureWords]),
            Markup("ul", [:], scene.sentences.map { Markup("li", [:], text: $0) }),
          ]),
      ])
  }
}
