import OrderedCollections
import Scenes

/// The pictures of a chapter: of the world behind each scenario block, where it has changed, with
/// what a player needs to show how it came to that.
struct ChapterPictures: Sendable {
  private(set) var films: OrderedDictionary<String, SessionFilm>
  private var frames: [String: SceneFrame] = [:]
  private var scenes: [Int: (session: String, scene: Scene)] = [:]
  /// The films on the page: a whole session, or what belongs to one picture.
  private var shown: [(id: String, session: String, shots: Range<Int>, frame: SceneFrame)] = []
  /// The ids of the films of whole sessions.
  private var ids: [String: String] = [:]
  /// The ids of the commands of each block.
  private var steps: [Int: [String]] = [:]
  /// What was drawn of an earlier text, and what is drawn of this one.
  private let known: DrawnPictures
  private let words: ThemeWords
  private(set) var drawn = DrawnPictures()

  /// Chooses the pictures to show.
  ///
  /// A block gets one when there is something to see, and something changed since the picture
  /// before it in the same session, be it only for a moment. In all pictures of a session things
  /// stand in the same order, so that what stays in the world is found again; a picture has room for
  /// what is in it from its first command to its last, and for no more. Machines that only stand
  /// there are no news, and a block that a reader does not see has no picture.
  /// - Parameters:
  ///   - words: what the pictures say.
  ///   - known: what was drawn before; what comes of equal things is not drawn again.
  init(
    _ chapter: Chapter, _ runs: [Int: BlockRun], words: ThemeWords, knowing known: DrawnPictures
  ) {
    self.known = known
    self.words = words
    films = SessionFilm.films(of: chapter, runs, in: words.pictures)
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
      scenes[index] = (run.session, run.scene.translated(to: words.pictures))
    }
    for (session, film) in films {
      let scenes = film.shots.map(\.scene)
      let old = known.frames[session].flatMap { $0.scenes == scenes ? $0.frame : nil }
      let frame = old ?? SceneFrame(of: scenes)
      frames[session] = frame
      drawn.frames[session] = DrawnPictures.Frame(scenes: scenes, frame: frame)
    }
  }

  /// Whether the block with this index has a picture.
  func hasPicture(_ index: Int) -> Bool { scenes[index] != nil }

  /// The frame of a whole session.
  func frame(of session: String) -> SceneFrame? { frames[session] }

  /// Notes the ids of a block's commands.
  mutating func note(_ index: Int, steps: [String]) { self.steps[index] = steps }

  /// Puts the film of a whole session on the page.
  mutating func addFilm(of session: String, _ ids: inout PageIDs) {
    guard self.ids[session] == nil, let film = films[session], let frame = frames[session] else {
      return
    }
    let id = ids.take("film-" + session)
    self.ids[session] = id
    shown.append((id, session, film.shots.indices, frame))
  }

  /// The id of a whole session's film, if it is on the page.
  func filmID(of session: String) -> String? { ids[session] }

  /// The picture behind the block with this index.
  mutating func figure(_ index: Int, id: String, _ ids: inout PageIDs) -> Markup {
    guard let (session, scene) = scenes[index] else { return .empty }
    guard let film = films[session], let part = film.part(index), let whole = frames[session] else {
      return .empty
    }
    let isPlayed = part.shots.count > 1
    let filmID = isPlayed ? ids.take("film-" + id) : nil
    let source = DrawnPictures.Figure.Source(
      scene: scene, scenes: film.shots[part.shots].map(\.scene), session: whole, film: filmID,
      start: part.start, time: film.shots[part.shots].last?.time)
    let figure =
      known.figures[id].flatMap { $0.source == source ? $0 : nil }
      ?? draw(source, id: id, shots: part.shots.count)
    drawn.figures[id] = figure
    if let filmID { shown.append((filmID, session, part.shots, figure.frame)) }
    return figure.markup
  }

  private func draw(
    _ source: DrawnPictures.Figure.Source, id: String, shots: Int
  ) -> DrawnPictures.Figure {
    let frame = SceneFrame(of: source.scenes, seatedAsIn: source.session)
    let markup = PictureFigure(
      scene: source.scene, frame: frame, id: id, film: source.film, shots: 0..<shots,
      start: source.start, time: source.time, words: words
    ).markup(player: source.film == nil ? [] : [PictureFigure.player])
    return DrawnPictures.Figure(source: source, frame: frame, markup: .trusted(markup.html))
  }

  /// The films that the players of the page show.
  mutating func data() -> [Markup] {
    shown.compactMap { id, session, shots, frame in
      guard let film = films[session] else { return nil }
      let data = data(id, film, shots, frame)
      drawn.films[id] = data
      return Markup(
        "script", ["type": "application/json", "id": id],
        [.trusted("{"), data.pictures, .trusted(",\"events\":"), data.told, .trusted("}")])
    }
  }

  private func data(
    _ id: String, _ film: SessionFilm, _ shots: Range<Int>, _ frame: SceneFrame
  ) -> DrawnPictures.Film {
    let step = { (shot: SessionFilm.Shot) in
      guard let steps = steps[shot.block], steps.indices.contains(shot.step) else { return "" }
      return steps[shot.step]
    }
    let shown = film.shots[shots]
    let source = DrawnPictures.Film.Source(
      shots: Array(shown), before: film.shots[..<shots.lowerBound].last?.scene,
      steps: shown.map(step), frame: frame)
    let events = shown.last.map { Array(film.events(until: $0.time)) } ?? []
    let old = known.films[id].flatMap { $0.source == source ? $0 : nil }
    if let old, old.events == events { return old }
    var data = FilmData(film, shots: shots, frame: frame, words: words, step: step)
    let pictures = old?.pictures ?? .scriptData(data.pictures().compactText.dropFirst().dropLast())
    let keys = old?.keys ?? data.keys
    return DrawnPictures.Film(
      source: source, pictures: pictures, keys: keys, events: events,
      told: .scriptData(data.events(about: keys).compactText[...]))
  }
}
