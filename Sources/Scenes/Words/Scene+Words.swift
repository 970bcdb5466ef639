extension Scene {
  /// What the picture shows, said in sentences: services, machines, claims, then other links.
  ///
  /// More than 24 things of one sort are counted instead of listed.
  public var sentences: [String] {
    SceneWords(self, tree: SceneTree(self)).sentences
  }

  /// The text alternative of the picture: its sentences in one line.
  public var alternative: String {
    var text = ""
    for sentence in sentences { text += (text.isEmpty ? "" : " ") + sentence }
    return text
  }
}
