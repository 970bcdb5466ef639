/// Who asked whom, and what came back, in the order of the answers.
public struct SceneSequence: Sendable, Hashable {
  /// One question with its answer.
  public struct Exchange: Sendable, Hashable {
    public var from: String
    public var to: String
    public var question: String
    public var answer: String
    public var isFailure: Bool

    public init(
      from: String, to: String, question: String, answer: String, isFailure: Bool = false
    ) {
      self.from = from
      self.to = to
      self.question = question
      self.answer = answer
      self.isFailure = isFailure
    }
  }

  /// What it shows, as a heading without a full stop.
  public var title: String
  public var exchanges: [Exchange]

  public init(title: String, exchanges: [Exchange]) {
    self.title = title
    self.exchanges = exchanges
  }

  /// More exchanges than these, or such of further machines, are counted and not drawn.
  public static let exchangeLimit = 20
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

  /// The exchanges that are drawn.
  var drawn: [Exchange] {
    let names = actors
    let known = exchanges.filter { names.contains($0.from) && names.contains($0.to) }
    return Array(known.prefix(SceneSequence.exchangeLimit))
  }

  /// The same in words.
  public var sentences: [String] {
    if exchanges.isEmpty { return ["Nobody asked anybody."] }
    let drawn = drawn
    var result = drawn.map { exchange in
      exchange.from + " asks " + exchange.to + ": " + exchange.question + ". It answers: "
        + exchange.answer + "."
    }
    let rest = exchanges.count - drawn.count
    if rest > 0 { result.append("And \(rest) more.") }
    return result
  }
}
