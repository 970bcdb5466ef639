import Scenes

extension FenceRenderer {
  /// Two sessions side by side; one player steps both, on a clock that begins with the first
  /// command of each.
  static let compare = FenceRenderer(word: "compare") { fence, place in
    var sides: [Markup] = []
    var hasFilms = true
    for name in ["left", "right"] {
      let session = fence.value(name) ?? ""
      guard let film = place.pictures.films[session], let first = film.parts.first,
        let last = film.shots.last
      else { continue }
      let id = place.pictures.filmID(of: session)
      if id == nil { hasFilms = false }
      sides.append(
        PictureFigure(
          scene: last.scene, frame: place.pictures.frame(of: session), id: "\(place.id)-\(name)",
          film: id, shots: film.shots.indices, start: first.start, time: last.time,
          words: place.words, caption: Markup("code", [:], text: session)
        ).markup())
    }
    var content: [Markup] = [Markup("div", ["class": "sides"], sides)]
    if hasFilms, sides.count == 2 { content.append(PictureFigure.player) }
    return place.captioned("compare", fence, content)
  }

  /// What became of pods, a lane for each.
  static let timeline = FenceRenderer(word: "timeline") { fence, place in
    let session = fence.value("session") ?? place.session(of: fence.value("from"))
    guard let film = place.pictures.films[session] else { return .empty }
    let lanes = FilmLanes(
      film, of: fence.value("of"), from: place.block(fence.value("from")),
      to: place.block(fence.value("to")), words: place.words)
    let name = fence.value("of")?.split(separator: "/").last.map { String($0) } ?? session
    let title = place.words.text(.timelineOf, [("name", name)])
    let timeline = SceneTimeline(title: title, lanes: lanes.lanes, language: place.language)
    return place.captioned(
      "timeline", fence,
      [timeline.picture(prefix: "\(place.id)-drawing")], sentences: timeline.sentences,
      title: title)
  }

  /// The picture behind a block once more, or some of what is in it, or who asked whom in it.
  static let figure = FenceRenderer(word: "figure") { fence, place in
    guard let block = place.block(fence.value("of")),
      let run = place.run?.blocks.first(where: { $0.index == block })
    else { return .empty }
    if fence.value("as") == "sequence" {
      let exchanges = run.steps.flatMap(\.recording.messages).map { message in
        SceneSequence.Exchange(
          from: run.name(of: message.from), to: run.name(of: message.to),
          question: message.question, answer: place.language.text(of: message.answer),
          isFailure: message.isFailure, number: message.number)
      }
      let sequence = SceneSequence(
        title: place.words[.sequence], exchanges: exchanges, language: place.language)
      return place.captioned(
        "figure", fence, [sequence.picture(prefix: "\(place.id)-drawing")],
        sentences: sequence.sentences, title: sequence.title)
    }
    var scene = run.scene.translated(to: place.language)
    if let kinds = fence.value("kinds") {
      scene = scene.only(kinds.split(separator: ",").map { SceneKind(String($0).trimmingSpaces) })
    }
    return place.captioned(
      "figure", fence,
      [
        scene.picture(
          prefix: "\(place.id)-drawing", age: run.steps.last?.recording.end.age)
      ], sentences: scene.sentences, title: scene.title)
  }
}

extension FencePlace {
  /// The index of the block with an id.
  fileprivate func block(_ id: String?) -> Int? {
    guard let id else { return nil }
    return chapter.blocks.firstIndex {
      if case .scenario(let scenario) = $0 { scenario.id == id } else { false }
    }
  }

  fileprivate func session(of block: String?) -> String {
    self.block(block).flatMap { chapter.blocks[$0].session } ?? Chapter.defaultSession
  }

  /// A figure with the caption that the fence has as an attribute or as its content.
  fileprivate func captioned(
    _ form: String, _ fence: PluginFence, _ content: [Markup], sentences: [String] = [],
    title: String? = nil
  ) -> Markup {
    var parts = content
    var caption: [Markup] = []
    if let text = fence.value("caption") { caption.append(InlineText.markup(text)) }
    if fence.document?.blocks.isEmpty == false { caption.append(self.content) }
    if caption.isEmpty, let title { caption.append(.text(title)) }
    if !sentences.isEmpty {
      caption.append(
        Markup(
          "details", ["class": "picture-words"],
          [
            Markup("summary", [:], text: words[.pictureWords]),
            Markup("ul", [:], sentences.map { Markup("li", [:], text: $0) }),
          ]))
    }
    if !caption.isEmpty { parts.append(Markup("figcaption", [:], caption)) }
    let name = form == "compare" ? "compare" : form == "timeline" ? "picture time" : "picture"
    return Markup("figure", ["class": name, "id": id], parts)
  }
}

extension BlockRun {
  /// What the picture behind the block calls a machine; its own name where it shows none.
  fileprivate func name(of machine: String) -> String {
    if let box = scene.boxes.first(where: { $0.machine == machine }) { return box.label }
    return machine.split(separator: " ").first.map { String($0) } ?? machine
  }
}

extension Scene {
  /// The scene with things of these kinds only, and with what they are in.
  func only(_ kinds: [SceneKind]) -> Scene {
    var kept: Set<String> = []
    let parents = Dictionary(
      boxes.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
    for box in boxes where kinds.contains(box.kind) {
      var next: String? = box.id
      while let id = next, kept.insert(id).inserted { next = parents[id] ?? nil }
    }
    var scene = self
    scene.boxes.removeAll { !kept.contains($0.id) }
    scene.links.removeAll { !kept.contains($0.from) || !kept.contains($0.to) }
    return scene
  }
}
