import OrderedCollections
import Scenes
import Simulation
import Values

/// A film, or a part of one, as the player in the page reads it: every piece of every picture once,
/// each picture as the numbers of its pieces, and what happened to the things in it.
struct FilmData {
  /// What the page may show of events at most, and how many causes it tells for one.
  static let eventLimit = 400
  static let causeLimit = 4

  private let film: SessionFilm
  private let shots: Range<Int>
  private let frame: SceneFrame
  private let words: ThemeWords
  private let step: (SessionFilm.Shot) -> String
  private var pieces: OrderedDictionary<ScenePart, Int> = [:]

  /// - Parameters:
  ///   - shots: those that a player or a comparison shows.
  ///   - step: the id of the command that a shot belongs to.
  init(
    _ film: SessionFilm, shots: Range<Int>, frame: SceneFrame, words: ThemeWords,
    step: @escaping (SessionFilm.Shot) -> String
  ) {
    self.film = film
    self.shots = shots
    self.frame = frame
    self.words = words
    self.step = step
  }

  /// The data without the events: `parts` are pairs of key and drawing; `shots` are lists of the
  /// time in milliseconds, the id of the command, 1 at its end, what happened, and for each layer
  /// the numbers of its parts.
  mutating func pictures() -> JSON {
    var layers: [String] = []
    var written: [JSON] = []
    var waits: [String: String] = [:]
    if let before = film.shots[..<shots.lowerBound].last {
      _ = FilmWords.text(of: before, &waits, in: words)
    }
    for shot in film.shots[shots] {
      let drawn = shot.scene.layers(in: frame)
      if layers.isEmpty { layers = drawn.map(\.name) }
      let numbers = drawn.map { layer in
        JSON.array(layer.parts.map { .integer(Int64(number(of: $0))) })
      }
      written.append([
        .integer(shot.time.milliseconds), .string(step(shot)), .integer(shot.isEnd ? 1 : 0),
        .string(FilmWords.text(of: shot, &waits, in: words)), .array(numbers),
      ])
    }
    return [
      "layers": .array(layers.map { .string($0) }),
      "parts": .array(
        pieces.keys.map { [.string($0.key), .string(Markup("svg", [:], [$0.markup]).inner)] }),
      "shots": .array(written),
    ]
  }

  /// The keys of all that is drawn in the pictures.
  var keys: Set<String> { Set(pieces.keys.map(\.key)) }

  private mutating func number(of part: ScenePart) -> Int {
    if let known = pieces[part] { return known }
    pieces[part] = pieces.count
    return pieces.count - 1
  }

  /// What happened to things that are drawn while it is shown, what happened to each of them last
  /// before that, and the causes of all that.
  private func told(
    about keys: Set<String>, _ byNumber: [TraceNumber: TraceEntry]
  ) -> [TraceEntry] {
    guard let first = film.shots[shots].first?.time, let last = film.shots[shots].last?.time else {
      return []
    }
    var numbers: Set<TraceNumber> = []
    var before: [String: TraceNumber] = [:]
    for event in film.events where event.time <= last && keys.contains(event.subject) {
      if event.time < first { before[event.subject] = event.number }
      if event.time >= first { numbers.insert(event.number) }
    }
    numbers.formUnion(before.values)
    for number in numbers {
      var next = byNumber[number]?.cause
      var depth = 0
      while let cause = next, let entry = byNumber[cause], depth < FilmData.causeLimit {
        if keys.contains(entry.subject) {
          numbers.insert(cause)
          depth += 1
        }
        next = entry.cause
      }
    }
    return film.events.filter { numbers.contains($0.number) }.suffix(FilmData.eventLimit)
  }

  /// The events: lists of time, key, text, and the number or text of the cause or null.
  /// - Parameter keys: what is drawn.
  func events(about keys: Set<String>) -> JSON {
    var byNumber: [TraceNumber: TraceEntry] = [:]
    for event in film.events { byNumber[event.number] = event }
    let told = told(about: keys, byNumber)
    var places: [TraceNumber: Int] = [:]
    for (place, event) in told.enumerated() { places[event.number] = place }
    let written = told.map { event -> JSON in
      var cause = JSON.null
      var next = event.cause
      while let number = next, let entry = byNumber[number] {
        if let place = places[number] {
          cause = .integer(Int64(place))
          break
        }
        if entry.actor == "command" || entry.actor == "sim" {
          cause = .string(FilmWords.sentence(entry))
          break
        }
        next = entry.cause
      }
      return [
        .integer(event.time.milliseconds), .string(event.subject),
        .string(FilmWords.sentence(event)), cause,
      ]
    }
    return .array(written)
  }
}

extension Markup {
  /// A piece of the data of a `script` element.
  static func scriptData(_ json: Substring) -> Markup {
    let whole = Markup("script", [:], text: String(json)).html
    return .trusted(String(whole.dropFirst("<script>".count).dropLast("</script>".count)))
  }

  /// What stands inside of an element, as HTML: a piece of SVG is written as SVG.
  fileprivate var inner: String {
    let whole = html
    guard let start = whole.utf8.firstIndex(of: UInt8(ascii: ">")), whole.hasSuffix("</svg>") else {
      return ""
    }
    return String(whole[whole.utf8.index(after: start)...].dropLast("</svg>".count))
  }
}
