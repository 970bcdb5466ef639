import Scenes

/// The pictures of a chapter: of the world behind each scenario block, where it has changed.
struct ChapterPictures {
  private var frames: [String: SceneFrame] = [:]
  private var scenes: [Int: (session: String, scene: Scene)] = [:]

  /// Chooses the pictures to show.
  ///
  /// A block gets one when there is something to see, and something else than in the picture
  /// before it in the same session. All pictures of a session have one frame, so that what stays
  /// in the world stays in its place. Machines that only stand there are no news, and a block that
  /// a reader does not see has no picture.
  init(_ chapter: Chapter, _ runs: [Int: BlockRun]) {
    var last: [String: Scene] = [:]
    var shown: [String: [Scene]] = [:]
    for (index, block) in chapter.blocks.enumerated() {
      guard case .scenario(let scenario) = block, scenario.visibility != .hidden,
        let run = runs[index],
        ChapterPictures.isWorthShowing(run.scene, after: last[run.session])
      else { continue }
      last[run.session] = run.scene
      shown[run.session, default: []].append(run.scene)
      scenes[index] = (run.session, run.scene)
    }
    for (session, scenes) in shown { frames[session] = SceneFrame(of: scenes) }
  }

  private static func isWorthShowing(_ scene: Scene, after last: Scene?) -> Bool {
    if let last {
      return !scene.boxes.isEmpty && (last.boxes != scene.boxes || last.links != scene.links)
    }
    return scene.boxes.contains { box in
      box.kind != .node && box.kind != .host || box.state != .good && box.state != .plain
    }
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
