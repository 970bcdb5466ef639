import Scenes

/// A picture on a page: the drawing, its caption, the same in words, and the place of its player.
struct PictureFigure {
  let scene: Scene
  let frame: SceneFrame?
  let id: String
  /// The id of the film that it is from, if a player shows that.
  let film: String?
  /// The shots that belong to it; it shows the last one.
  let part: SessionFilm.Part?
  let words: ThemeWords
  var caption: Markup?

  /// Where the script puts the controls.
  static let player = Markup("div", ["class": "player"])

  func markup(player: [Markup] = []) -> Markup {
    var attributes: MarkupAttributes = ["class": "picture", "id": id]
    if let film, let part {
      attributes["data-film"] = film
      attributes["data-first"] = "\(part.shots.lowerBound)"
      attributes["data-last"] = "\(part.shots.upperBound - 1)"
      attributes["data-zero"] = "\(part.start.milliseconds)"
    }
    let sentences = scene.sentences.map { Markup("li", [:], text: $0) }
    return Markup(
      "figure", attributes,
      [scene.picture(prefix: id, frame: frame)] + player + [
        Markup(
          "figcaption", [:],
          [
            caption ?? .text(scene.title),
            Markup(
              "details", ["class": "picture-words"],
              [Markup("summary", [:], text: words[.pictureWords]), Markup("ul", [:], sentences)]),
          ])
      ])
  }
}
