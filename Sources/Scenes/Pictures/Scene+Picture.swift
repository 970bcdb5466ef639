extension Scene {
  /// The scene as inline SVG.
  ///
  /// - Parameters:
  ///   - prefix: What the ids inside begin with; unique in the page, made of letters, digits, `-`.
  ///   - frame: The frame of the session the scene belongs to, so that its pictures look alike.
  ///     Without one, or when the scene does not fit into it, the scene is laid out by itself.
  ///   - age: What is said of the age of a thing that came to be at this time, in milliseconds.
  ///     Without it nothing says its age.
  ///
  /// A picture is never wider than 420 units and needs no more than a few thousand units of
  /// height, whatever is in the scene: many things are drawn as cells, very many are counted.
  public func picture(
    prefix: String, frame: SceneFrame? = nil, age: ((Int64) -> String)? = nil
  ) -> Markup {
    let tree = SceneTree(self)
    let frame = frame.flatMap { $0.fits(tree) ? $0 : nil } ?? SceneFrame(of: [self])
    return ScenePicture(scene: self, tree: tree, frame: frame, prefix: prefix, age: age).markup()
  }

  /// The parts of the picture that may differ from another one in the same frame: what a player
  /// exchanges to get from one to the other. The places of ages are empty in them.
  public func layers(in frame: SceneFrame) -> [SceneLayer] {
    let tree = SceneTree(self)
    guard frame.fits(tree) else { return [] }
    return ScenePicture(scene: self, tree: tree, frame: frame, prefix: "", age: nil).layers()
  }

  /// The picture as a figure of a page: drawing, caption, and the same in words.
  ///
  /// The parameters are those of ``picture(prefix:frame:)``; the caption is the scene's title.
  public func figure(prefix: String, frame: SceneFrame? = nil) -> Markup {
    Markup(
      "figure", ["class": "picture", "id": prefix],
      [
        picture(prefix: prefix, frame: frame),
        Markup("figcaption", [:], text: title),
        Markup(
          "details", ["class": "picture-words"],
          [
            Markup("summary", [:], text: language.text(.pictureWords)),
            Markup("ul", [:], sentences.map { Markup("li", [:], text: $0) }),
          ]),
      ])
  }
}
