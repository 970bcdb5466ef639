/// Who asked whom, and what came back.
public struct SceneSequence: Sendable, Hashable {
  /// One question with its answer.
  public struct Exchange: Sendable, Hashable {
    /// The machine that asked, by name and address as in ``SceneBox/machine``.
    public var from: String
    /// The machine that was asked, in the same form.
    public var to: String
    /// What was asked, in a few words: `GET /cart`.
    public var question: String
    /// What came back, in a few words: `200`.
    public var answer: String
    /// Whether it could not be done; the answer is drawn as bad then.
    public var isFailure: Bool
    /// Its place in the order in which the questions came; equal ones came as they were answered.
    public var number: Int64

    /// An exchange as given.
    public init(
      from: String, to: String, question: String, answer: String, isFailure: Bool = false,
      number: Int64 = 0
    ) {
      self.from = from
      self.to = to
      self.question = question
      self.answer = answer
      self.isFailure = isFailure
      self.number = number
    }
  }

  /// What it shows, as a heading without a full stop.
  public var title: String
  /// In the order of the questions.
  public let exchanges: [Exchange]
  /// The language of what it says around its texts.
  public let language: SceneLanguage
  /// The places of the exchanges in the order of the answers.
  private let answers: [Int]

  /// - Parameters:
  ///   - exchanges: in the order of the answers. Their texts are shown as they are.
  ///   - language: that of what is said around them.
  public init(title: String, exchanges: [Exchange], language: SceneLanguage = .english) {
    self.title = title
    self.language = language
    let order = exchanges.indices.sorted {
      (exchanges[$0].number, $0) < (exchanges[$1].number, $1)
    }
    self.exchanges = order.map { exchanges[$0] }
    answers = order.indices.sorted { order[$0] < order[$1] }
  }

  /// More exchanges than these, or such of further machines, are counted and not drawn.
  public static let exchangeLimit = 20
  /// Further machines than these are not drawn, and what was asked of or by them is counted only.
  public static let actorLimit = 6

  /// The machines that are drawn, in the order in which they first take part.
  var actors: [String] {
    var names: [String] = []
    for exchange in exchanges {
      for name in [exchange.from, exchange.to] where !names.contains(name) {
        if names.count < SceneSequence.actorLimit { names.append(name) }
      }
    }
    return names
  }

  /// The places of the exchanges that are drawn.
  private var places: [Int] {
    let names = actors
    let known = exchanges.indices.filter {
      names.contains(exchanges[$0].from) && names.contains(exchanges[$0].to)
    }
    return Array(known.prefix(SceneSequence.exchangeLimit))
  }

  /// The exchanges that are drawn.
  var drawn: [Exchange] { places.map { exchanges[$0] } }

  /// The questions and answers that are drawn, from top to bottom: who asks somebody else before
  /// answering is answered first.
  var events: [(exchange: Exchange, isAnswer: Bool)] {
    var questions = places[...]
    var events: [(exchange: Exchange, isAnswer: Bool)] = []
    for answer in answers where places.contains(answer) {
      while let question = questions.first, question <= answer {
        events.append((exchanges[question], false))
        questions.removeFirst()
      }
      events.append((exchanges[answer], true))
    }
    return events
  }

  /// The same in words.
  public var sentences: [String] {
    if exchanges.isEmpty { return [language.text(.nobodyAsked)] }
    let drawn = drawn
    var result = drawn.map { exchange in
      language.text(.asks, exchange.values)
    }
    let rest = exchanges.count - drawn.count
    if rest > 0 { result.append(language.text(.more, [("count", "\(rest)")])) }
    return result
  }
}

extension SceneSequence.Exchange {
  /// What is said of it, for the places of a phrase.
  var values: [(name: String, value: String)] {
    [("from", from), ("to", to), ("question", question), ("answer", answer)]
  }
}
