import OrderedCollections
import Scenes

/// The pictures of a chapter: of the world behind each scenario block, where it has changed, with
/// what a player needs to show how it came to that.
struct ChapterPictures: Sendable {
  private(set) var films: OrderedDictionary<String, SessionFilm>
  private var frames: [String: SceneFrame] = [:]
  private var scenes: [Int: (session: String, scene: Scene)] = [:]
  /// The ids of the films on the page, and of their commands.
  private var ids: [String: String] = [:]
  private var steps: [Int: [String]] = [:]

  /// Chooses the pictures to show.
  ///
  /// A block gets one when there is something to see, and something changed since the picture
  /// before it in the same session, be it only for a moment. All pictures of a session have one
  /// frame, so that what stays in the world stays in its place. Machines that only stand there are
  /// no news, and a block that a reader does not see has no picture.
  init(_ chapter: Chapter, _ runs: [Int: BlockRun]) {
    films = SessionFilm.films(of: chapter, runs)
    var last: [String: Scene] = [:]
    for (index, block) in chapter.blocks.enumerated() {
      guard case .scenario(let scenario) = block, scenario.visibility != .hidden,
        let run = runs[index]
      else { continue }
      let hasMoved = films[run.session]?.part(index)?.hasChange ?? false
      if let last = last[run.session] {
        guard !run.scene.boxes.isEmpty, hasMoved || !run.scene.looks(like: last) else { continue }
      } else {
        guard run.scene.isWorthShowing else { continue }
      }
      last[run.session] = run.scene
      scenes[index] = (run.session, run.scene)
    }
    for (session, film) in films {
      frames[session] = SceneFrame(of: film.shots.map(\.scene))
    }
  }

  /// Whether the block with this index has a picture.
  func hasPicture(_ index: Int) -> Bool { scenes[index] != nil }

  /// The frame of a session's pictures.
  func frame(of session: String) -> SceneFrame? { frames[session] }

  /// Notes the ids of a block's commands.
  mutating func note(_ index: Int, steps: [String]) { self.steps[index] = steps }

  /// The id of a session's film on the page; it is on the page when something asked for it.
  mutating func film(of session: String, _ ids: inout PageIDs) -> String {
    if let known = self.ids[session] { return known }
    let id = ids.take("film-" + session)
    self.ids[session] = id
    return id
  }

  /// The id of a session's film, if it is on the page.
  func filmID(of session: String) -> String? { ids[session] }

  /// The picture behind the block with this index.
  mutating func figure(
    _ index: Int, id: String, words: ThemeWords, _ ids: inout PageIDs
  ) -> Markup {
    guard let (session, scene) = scenes[index] else { return .empty }
    let part = films[session]?.part(index)
    let isPlayed = (part?.shots.count ?? 0) > 1
    return PictureFigure(
      scene: scene, frame: frames[session], id: id,
      film: isPlayed ? film(of: session, &ids) : nil, part: part, words: words
    ).markup(player: isPlayed ? [PictureFigure.player] : [])
  }

  /// The films that the players of the page show.
  func data() -> [Markup] {
    films.values.compactMap { film in
      guard let id = ids[film.session], let frame = frames[film.session] else { return nil }
      var data = FilmData(film, frame: frame) { shot in
        guard let steps = steps[shot.block], steps.indices.contains(shot.step) else { return "" }
        return steps[shot.step]
      }
      return Markup(
        "script", ["type": "application/json", "id": id], text: data.json().compactText)
    }
  }
}
