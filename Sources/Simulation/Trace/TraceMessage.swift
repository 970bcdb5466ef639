/// A question that one machine asked another, and what came back.
public struct TraceMessage: Sendable, Hashable {
  /// When it was answered.
  public var time: VirtualTime
  /// Its place in the order in which questions came to those who answer them: who asks others in
  /// order to answer was asked before.
  public var number: Int64
  /// Who asked, and who answered, by name and address: `shop-1 10.0.0.2`.
  public var from: String
  /// Who answered, in the same form as ``from``.
  public var to: String
  /// In a few words: `GET /cart`.
  public var question: String
  /// In a few words: `200`.
  public var answer: String
  /// Whether it could not be done.
  public var isFailure: Bool

  /// A message as given; ``Trace/tell(_:)`` keeps it.
  public init(
    time: VirtualTime, number: Int64, from: String, to: String, question: String, answer: String,
    isFailure: Bool = false
  ) {
    self.time = time
    self.number = number
    self.from = from
    self.to = to
    self.question = question
    self.answer = answer
    self.isFailure = isFailure
  }
}

extension Trace {
  /// Beyond so many nothing is kept until they are taken.
  public static let messageLimit = 200

  /// Whether there is room for a message: without it none has to be made.
  public var hasRoomForMessage: Bool { messages.count < Trace.messageLimit }

  /// Notes that a question came; what it was is told with its answer.
  ///
  /// - Returns: its number among the questions.
  public func noteQuestion() -> Int64 {
    questionCount += 1
    return questionCount
  }

  /// Notes a question that was answered.
  public func tell(_ message: TraceMessage) {
    if hasRoomForMessage { messages.append(message) }
  }

  /// Gives what was told since this was called last.
  public func takeMessages() -> [TraceMessage] {
    defer { messages = [] }
    return messages
  }
}

extension Socket {
  /// Notes what this end answers to a question of the other one. Both are asked for only when they
  /// are kept.
  /// - Parameter number: what `Trace.noteQuestion` gave when the question came; without it the
  ///   question came just now.
  public func tell(
    _ question: @autoclosure () -> String, _ answer: @autoclosure () -> String,
    isFailure: Bool = false, number: Int64? = nil
  ) {
    let trace = owner.world.trace
    guard trace.hasRoomForMessage else { return }
    let asker = peer?.owner.host.nameAndAddress
    trace.tell(
      TraceMessage(
        time: owner.world.now, number: number ?? trace.noteQuestion(),
        from: asker ?? remoteAddress, to: owner.host.nameAndAddress, question: question(),
        answer: answer(), isFailure: isFailure))
  }

  /// Notes the answer to a request, unless it only asks whether a server is well.
  public func tell(_ request: HTTPMessage, _ response: HTTPMessage, number: Int64? = nil) {
    guard owner.world.trace.hasRoomForMessage else { return }
    let target = request.target ?? ""
    if target == "/healthz" || target == "/readyz" { return }
    if request["User-Agent"]?.hasPrefix("kube-probe/") == true { return }
    let shown = target.utf8.count > 40 ? target.prefix(38) + "…" : target
    let status = response.status ?? 0
    tell(
      (request.method ?? "") + " " + shown, "\(status)", isFailure: status >= 500, number: number)
  }
}
