import Scenes
import Simulation

/// A picture on a page: the drawing, its caption, the same in words, and the place of its player.
struct PictureFigure {
  let scene: Scene
  let frame: SceneFrame?
  let id: String
  /// The id of the film that it is from, if a player shows that.
  let film: String?
  /// The shots of the film that belong to it; it shows the last one.
  let shots: Range<Int>?
  /// When the first of its commands began.
  var start = VirtualTime.zero
  /// When it looked like that.
  let time: VirtualTime?
  let words: ThemeWords
  var caption: Markup?

  /// Where the script puts the controls.
  static let player = Markup("div", ["class": "player"])

  func markup(player: [Markup] = []) -> Markup {
    var attributes: MarkupAttributes = ["class": "picture", "id": id]
    if let film, let shots {
      attributes["data-film"] = film
      attributes["data-first"] = "\(shots.lowerBound)"
      attributes["data-last"] = "\(shots.upperBound - 1)"
      attributes["data-zero"] = "\(start.milliseconds)"
    }
    let sentences = scene.sentences.map { Markup("li", [:], text: $0) }
    return Markup(
      "figure", attributes,
      [scene.picture(prefix: id, frame: frame, age: time?.age)] + player + [
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

extension VirtualTime {
  /// What is said at this time of the age of a thing that came to be at a time, in milliseconds.
  var age: (Int64) -> String {
    { (self - VirtualTime(milliseconds: $0)).human }
  }
}
