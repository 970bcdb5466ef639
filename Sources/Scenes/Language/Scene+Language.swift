extension Scene {
  /// The same scene with its words in a language: its own are looked up, and its pictures and
  /// sentences say theirs in it.
  ///
  /// Names of things and their causes stay. A label is a name unless there is a space in it: `4
  /// nodes` is looked up, and a server that is called `client` is not.
  /// - Returns: The scene itself, when it is in the language.
  public func translated(to language: SceneLanguage) -> Scene {
    if language == self.language { return self }
    var scene = self
    scene.language = language
    scene.title = language.text(of: title)
    scene.boxes = boxes.map { $0.translated(to: language) }
    for index in links.indices where !links[index].label.isEmpty {
      scene.links[index].label = language.text(of: links[index].label)
    }
    for index in legend.indices { scene.legend[index].text = language.text(of: legend[index].text) }
    return scene
  }
}

extension SceneBox {
  fileprivate func translated(to language: SceneLanguage) -> SceneBox {
    var box = self
    if label.utf8.contains(UInt8(ascii: " ")) { box.label = language.text(of: label) }
    if !sublabel.isEmpty { box.sublabel = language.text(of: sublabel) }
    for index in badges.indices { box.badges[index].text = language.text(of: badges[index].text) }
    for index in details.indices { box.details[index] = language.text(of: details[index]) }
    return box
  }
}
