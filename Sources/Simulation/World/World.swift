import OrderedCollections

/// A simulated world: a clock, what is going to happen, hosts, a network, images, a trace.
///
/// A world is single-threaded and lives inside one function; nothing in it is Sendable. Two
/// worlds with the same seed, plugins and commands go through the same states in every process.
public final class World {
  /// The randomness of this world, keyed by what a choice is for.
  public let random: KeyedRandom
  /// The virtual time. It moves only when events run or time is let pass.
  public var now: VirtualTime { clock }
  /// What happened, and why; shared by everything in this world.
  public let trace = Trace()
  /// How hosts reach each other, and where it is cut.
  public let network: Network
  /// What images can be pulled, by whom a container is made.
  public let images = ImageRegistry()
  /// Every program that a file can run, by name.
  public let programs = ProgramRegistry()
  /// What one command may use; exceeding it sets ``exceeded`` instead of trapping.
  public let limits: Limits
  /// How many events have run.
  public var eventCount: Int64 { ran }
  /// Called after each event has run: who looks on can tell then whether the world is as it may be.
  public var afterEvent: (() -> Void)?
  /// Called when a process has begun, and when it has ended or gone with its host's power.
  public var onProcessChange: ((Process) -> Void)?
  /// How many commands shells have interpreted since the budgets were last renewed.
  public private(set) var shellSteps: Int64 = 0
  /// The work that was done since then; see ``Limits/work``.
  public private(set) var work: Int64 = 0
  /// Asked now and then while the world runs, also within long events: whether nobody wants to know
  /// any more what it does. Then ``exceeded`` is set, which ends it as a limit does.
  public var isCancelled: (() -> Bool)?
  /// Set when a limit was exceeded; the owner of the world must stop running it.
  public var exceeded: LimitExceeded? { firstExceeded }

  // What others read often is kept privately, because such reads need no check while the program
  // runs that nobody writes at the same time.
  private var clock: VirtualTime
  private var ran: Int64 = 0
  private var firstExceeded: LimitExceeded?
  private var queue = EventQueue()
  private var components: OrderedDictionary<String, WorldComponent> = [:]

  /// Makes an empty world whose clock stands at `start`.
  public init(seed: UInt64, start: VirtualTime = .zero, limits: Limits = Limits()) {
    random = KeyedRandom(seed: seed)
    clock = start
    self.limits = limits
    network = Network()
    network.world = self
  }

  // MARK: Time and events

  /// Lets `action` happen at `time`, or now (after what is already due) if that has passed.
  @discardableResult
  public func schedule(at time: VirtualTime, _ action: @escaping () -> Void) -> ScheduledEvent {
    let event = ScheduledEvent(
      time: time < now ? now : time, cause: trace.current, action: action)
    queue.schedule(event)
    return event
  }

  /// Lets `action` happen after `delay`.
  @discardableResult
  public func schedule(
    after delay: VirtualDuration, _ action: @escaping () -> Void
  ) -> ScheduledEvent {
    schedule(at: now + delay, action)
  }

  /// Lets `action` happen at this time, after everything that is already due.
  @discardableResult
  public func soon(_ action: @escaping () -> Void) -> ScheduledEvent {
    schedule(at: now, action)
  }

  /// Runs the next event. Returns false when there is none.
  @discardableResult
  public func step() -> Bool {
    guard let event = queue.popNext() else { return false }
    clock = event.time
    ran += 1
    if ran % World.eventsBetweenQuestions == 0 { askWhetherCancelled() }
    trace.current = event.cause
    event.run()
    trace.current = nil
    afterEvent?()
    return true
  }

  /// Runs every event up to and including `time`; the clock then stands at `time`.
  public func run(until time: VirtualTime) {
    while firstExceeded == nil, let next = queue.nextTime(), next <= time { step() }
    if clock < time { clock = time }
  }

  /// The time of the next event, if there is one.
  public func nextEventTime() -> VirtualTime? { queue.nextTime() }

  /// Records what happened now; see ``Trace/record(at:actor:subject:_:)``.
  @discardableResult
  public func record(_ actor: String, _ subject: String, _ text: String) -> TraceNumber {
    trace.record(at: now, actor: actor, subject: subject, text)
  }

  /// Runs `body` with what happens in it traced back to `cause`.
  @discardableResult
  public func causing<Result, Failure>(
    _ cause: TraceNumber?, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let previous = trace.current
    trace.current = cause
    defer { trace.current = previous }
    return try body()
  }

  /// Runs `body`, one of several acts for the same reason: what comes after it is traced back to
  /// that reason and not to the act.
  @discardableResult
  public func acting<Result, Failure>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try causing(trace.current, body)
  }

  // MARK: Limits

  /// Lets a command begin with all that ``Limits`` allow it.
  public func renewBudgets() {
    shellSteps = 0
    work = 0
  }

  /// Counts a command that a shell, or something like one, interprets.
  public func countShellStep() {
    shellSteps += 1
    if shellSteps > limits.shellSteps { exceed(.shellSteps) }
    if shellSteps % World.shellStepsBetweenQuestions == 0 { askWhetherCancelled() }
  }

  /// Counts work that a program does. Who does much of it at once looks at ``exceeded`` meanwhile.
  public func spend(_ amount: Int) {
    let before = work
    work += Int64(amount)
    if work > limits.work { exceed(.work) }
    if work / World.workBetweenQuestions != before / World.workBetweenQuestions {
      askWhetherCancelled()
    }
  }

  // Each about a millisecond or less.
  private static let eventsBetweenQuestions: Int64 = 64
  private static let shellStepsBetweenQuestions: Int64 = 64
  private static let workBetweenQuestions: Int64 = 64 << 10

  private func askWhetherCancelled() {
    if let isCancelled, isCancelled() { exceed(.cancelled) }
  }

  /// What moving a text through a pipe or a file costs, its own length apart: about a system call.
  public static let moveCost = 64
  /// What starting a process costs.
  public static let processCost = 800
  /// What looking for a file costs.
  public static let fileCost = 128
  /// What looking at a line costs, its own length apart.
  public static let lineCost = 24

  /// Notes that a limit was exceeded. The first one stays.
  public func exceed(_ limit: LimitExceeded) {
    if firstExceeded == nil { firstExceeded = limit }
  }

  // MARK: Components

  /// Gives the world a part of a plugin's: a cluster, a container engine. One for each name.
  public func add(_ component: WorldComponent, named name: String) { components[name] = component }

  /// The part with that name, if a plugin gave one.
  public func component(_ name: String) -> WorldComponent? { components[name] }
}

extension World {
  /// Lets go of everything, so that the memory is freed. The world is not used afterwards.
  ///
  /// Hosts, processes and what they wait for refer to each other in circles, and the portable
  /// subset of the language has no weak references to break these.
  public func finish() {
    afterEvent = nil
    onProcessChange = nil
    queue = EventQueue()
    components = [:]
    network.finish()
  }
}

/// The part of a world that a plugin keeps; subclass it.
open class WorldComponent {
  /// A part that no world has yet; see ``World/add(_:named:)``.
  public init() {}
}
