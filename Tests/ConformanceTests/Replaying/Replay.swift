import Book
import Kubernetes
import KubernetesCluster
import Sessions
import Simulation

/// A recording's steps done again in a simulated cluster, and the transcript of that.
///
/// Each step is taken as long after the one before as in the recording, so that what is seen in
/// the middle of something is seen at the same moment; a condition that the recording waited for
/// is waited for here too. A kubelet looks at its containers once a second, at moments of its own,
/// so a look at the cluster may show what is true up to a second earlier or later: on request the
/// replay takes such looks too, beside the one that counts.
final class Replay {
  /// How a replay is done.
  struct Way {
    /// The seed of every random choice: ends of names, nodes, identifiers.
    var seed: UInt64
    /// When in a second the first step is taken.
    var phase: VirtualDuration
    /// Whether looks a little earlier and later are taken too.
    var looksAround: Bool
  }

  let session: Session
  let history: ObjectHistory
  /// The transcript, in the recordings' form.
  private(set) var transcript = ""
  /// What commands that only look would have printed a little earlier or later, by the number of
  /// their entry in the transcript; the nearest first.
  private(set) var otherLooks: [Int: [String]] = [:]
  private let recording: Recording
  private let world: World
  private let terminal: Terminal
  private let secondTerminal: Terminal
  private let unseenTerminal: Terminal
  private let cluster: Cluster
  private var recordedSteps: [(line: String, time: Double)]
  private var lastRecorded: Double?
  private var lastStart: VirtualTime
  private var lastEnd: VirtualTime
  /// When the step itself had ended, where looks followed it.
  private var looksBegan: VirtualTime?
  /// How many steps the next one with a mark is away.
  private var unmarkedSteps: Int64 = 0
  private var entryCount = 0
  /// Looks of the next command that were taken beside those of the one before.
  private var earlyLooks: [(time: VirtualTime, output: String)] = []
  private let way: Way

  /// How long each step took that left no mark in the recording.
  private static let unmarkedTime = VirtualDuration.milliseconds(350)
  /// How long the client takes from one command's end to the next one's request.
  private static let clientStart = VirtualDuration.milliseconds(100)

  init(_ recording: Recording, _ way: Way) {
    self.recording = recording
    self.way = way
    let scenario = recording.scenario
    session = Session(
      configuration: SessionConfiguration(seed: way.seed, settings: ["cluster": false]),
      plugins: [
        RecordedImages.plugin(
          stopDelay: Replay.duration(scenario.settings["STOP_DELAY"]) ?? .seconds(1)),
        KubernetesPlugin.plugin,
      ], yamlReader: YamsReader())
    world = session.world
    var configuration = ClusterConfiguration()
    configuration.attachesRemoteVolumes = false
    configuration.storageClasses = []
    configuration.timings.relisting = .seconds(1)
    if let text = scenario.settings["TOLERATION"], let seconds = Int64(text) {
      configuration.tolerationSeconds = seconds
    }
    if let delay = Replay.duration(scenario.settings["PULL_DELAY"]) {
      configuration.timings.pulling = delay
    }
    cluster = KubernetesSystem.boot(configuration, in: world).cluster
    history = ObjectHistory(cluster)
    world.run(until: world.now + .seconds(5) + way.phase)
    terminal = Terminal(session)
    secondTerminal = Terminal(session)
    unseenTerminal = Terminal(session)
    recordedSteps = recording.order.steps
    lastStart = world.now
    lastEnd = world.now
    write(Replay.storageClass, to: "standard.yaml")
    unseenTerminal.run("kubectl apply -f standard.yaml; rm standard.yaml")
    _ = unseenTerminal.takeOutput()
    for (index, step) in scenario.steps.enumerated() {
      let next = index + 1 < scenario.steps.count ? scenario.steps[index + 1] : nil
      unmarkedSteps = Replay.distance(
        scenario.steps[index...], to: recordedSteps.first?.line ?? "")
      looksBegan = nil
      take(step, before: next)
      lastEnd = looksBegan ?? world.now
    }
    world.finish()
  }

  /// `8s`, `500ms`, or a number of seconds.
  private static func duration(_ text: String?) -> VirtualDuration? {
    guard let text else { return nil }
    if text.hasSuffix("ms") { return Int64(text.dropLast(2)).map { .milliseconds($0) } }
    return Double(text.hasSuffix("s") ? String(text.dropLast()) : text).map(Replay.seconds)
  }

  private static func seconds(_ number: Double) -> VirtualDuration {
    .milliseconds(Int64((number * 1000).rounded()))
  }

  private func take(_ step: Scenario.Step, before next: Scenario.Step?) {
    switch step {
    case .file(let name, let text): write(name == "ready.sh" ? Replay.readyScript : text, to: name)
    case .remark(let line):
      waitForTurn(line)
      begin(line)
    case .command(let command): run(command, before: next)
    case .hidden(let command):
      waitForTurn("## hidden: " + command)
      unseenTerminal.run(command)
      begin("## hidden: \(command)")
      for line in unseenTerminal.takeOutput().split(separator: "\n") {
        begin("## \(line)")
      }
    case .silent(let command):
      waitForUnmarkedTurn()
      unseenTerminal.run(command)
      _ = unseenTerminal.takeOutput()
    case .sleep(let seconds): world.run(until: lastEnd + Replay.seconds(seconds))
    case .quiet(let seconds, let limit): beQuiet(seconds, limit)
    case .until(let limit, let condition): wait(limit, for: condition)
    case .background(let command):
      waitForTurn("$ " + command)
      background = command
      secondTerminal.start(command)
    case .endBackground:
      // What is in the second terminal went on up to the next step.
      if let turn = nextTurn { world.run(until: turn - Replay.clientStart) }
      secondTerminal.interrupt()
      let output = secondTerminal.takeOutput()
      begin("$ " + TranscriptText.backgroundMark(background))
      transcript += Replay.ended(output)
    case .kubelet(let node, let starts): setKubelet(node ?? victim, starts: starts)
    }
  }

  private var background = ""

  /// How many steps the next one with a mark is away.
  private static func distance(_ steps: ArraySlice<Scenario.Step>, to line: String) -> Int64 {
    Int64(
      steps.prefix { step in
        switch step {
        case .command(let text), .background(let text): "$ " + text != line
        case .hidden(let text): "## hidden: " + text != line
        case .remark(let text): text != line
        case .kubelet: !line.contains(" the kubelet of ")
        default: true
        }
      }.count)
  }

  /// A step without a mark is taken so long before the next one that has a mark as the steps
  /// between them take.
  private func waitForUnmarkedTurn() {
    if let turn = nextTurn { world.run(until: turn - Replay.unmarkedTime * unmarkedSteps) }
  }

  private func begin(_ line: String) {
    transcript += line + "\n"
    entryCount += 1
  }

  /// The moment of the next step, by the recording.
  private var nextTurn: VirtualTime? {
    guard let lastRecorded, let next = recordedSteps.first else { return nil }
    return lastStart + Replay.seconds(next.time - lastRecorded)
  }

  /// Waits until as much time has passed since the step before as in the recording, and at least
  /// as long as a client takes. Meanwhile `look` is called again and again.
  private func waitForTurn(_ line: String, _ look: (() -> Void)? = nil) {
    var turn = max(lastEnd + Replay.clientStart, world.now)
    var isMarked = false
    if let index = recordedSteps.firstIndex(where: { $0.line == line }) {
      let time = recordedSteps[index].time
      recordedSteps.removeFirst(index + 1)
      if let lastRecorded {
        turn = max(turn, lastStart + Replay.seconds(time - lastRecorded))
      }
      lastRecorded = time
      isMarked = true
    } else {
      waitForUnmarkedTurn()
    }
    if let look {
      world.run(until: turn - .seconds(1))
      while world.now < turn {
        look()
        pass(.milliseconds(100))
      }
    }
    world.run(until: turn)
    if isMarked { lastStart = world.now }
  }

  /// A command, and, if it only looks, what it would have printed a little earlier or later.
  private func run(_ command: String, before next: Scenario.Step?) {
    guard way.looksAround, Replay.onlyLooks(command) else {
      earlyLooks = []
      waitForTurn("$ " + command)
      terminal.run(command)
      print("$ " + command, terminal)
      return
    }
    var looks = earlyLooks
    earlyLooks = []
    waitForTurn("$ " + command) { looks.append((self.world.now, self.look(command))) }
    terminal.run(command)
    print("$ " + command, terminal)
    let number = entryCount - 1
    let start = world.now
    looksBegan = start
    var following: String?
    if case .command(let text)? = next, Replay.onlyLooks(text) { following = text }
    switch next {
    case .silent, .until, .kubelet, .background, .file: break
    default:
      let latest = nextTurn.map { $0 - Replay.clientStart - .milliseconds(50) } ?? start
      while world.now < min(latest, start + .seconds(1)) {
        pass(.milliseconds(100))
        looks.append((world.now, look(command)))
        if let following { earlyLooks.append((world.now, look(following))) }
      }
    }
    func distance(_ time: VirtualTime) -> VirtualDuration {
      time < start ? start - time : time - start
    }
    otherLooks[number] = looks.filter { distance($0.time) <= .seconds(1) }
      .sorted { distance($0.time) < distance($1.time) }.map { $0.output }
  }

  private func look(_ command: String) -> String {
    unseenTerminal.run(command)
    let status = unseenTerminal.status ?? 255
    return Replay.ended(unseenTerminal.takeOutput()) + (status == 0 ? "" : "[\(status)]\n")
  }

  private static func onlyLooks(_ command: String) -> Bool {
    (command.hasPrefix("kubectl get ") || command.hasPrefix("kubectl describe "))
      && !command.contains(" -w") && !command.contains(" --watch")
  }

  private func pass(_ duration: VirtualDuration) { world.run(until: world.now + duration) }

  private func beQuiet(_ seconds: Double, _ limit: Double) {
    let end = world.now + Replay.seconds(limit)
    while world.now < end, world.now - history.lastChange < Replay.seconds(seconds) {
      pass(.milliseconds(100))
    }
  }

  private func wait(_ limit: Double, for condition: String) {
    let end = world.now + Replay.seconds(limit)
    repeat {
      unseenTerminal.run(condition, limit: .seconds(10))
      _ = unseenTerminal.takeOutput()
      if unseenTerminal.status == 0 { return }
      pass(.milliseconds(300))
    } while world.now < end
  }

  private func print(_ line: String, _ terminal: Terminal) {
    let status = terminal.status ?? 255
    begin(line)
    transcript += Replay.ended(terminal.takeOutput())
    if status != 0 { transcript += "[\(status)]\n" }
  }

  private static func ended(_ output: String) -> String {
    output.isEmpty || output.hasSuffix("\n") ? output : output + "\n"
  }

  private func write(_ text: String, to name: String) {
    do {
      try session.write(text, toFile: name)
    } catch {
      begin("# \(name): \(error.text)")
    }
  }

  // MARK: What the recordings did with means that are not there

  /// The node that a hidden step chose: its number is in a file.
  private var victim: String {
    unseenTerminal.run("cat victim")
    return "node-" + unseenTerminal.takeOutput().filter { $0.isNumber }
  }

  private func setKubelet(_ node: String, starts: Bool) {
    let line = "## \(starts ? "start" : "stop") the kubelet of \(node)"
    let anyNode = recordedSteps.first { step in
      step.line.hasPrefix("## \(starts ? "start" : "stop") the kubelet of ")
    }
    waitForTurn(anyNode?.line ?? line)
    begin(line)
    guard let host = cluster.node(named: node)?.host else { return }
    if starts { host.start() } else { host.crash() }
  }

  /// Sets the condition `example.com/ready` of a pod as the recordings' script did with curl.
  private static let readyScript = """
    kubectl patch pod $1 --subresource=status -p '{"status":{"conditions":[{"type":\
    "example.com/ready","status":"'$2'"}]}}' > /dev/null

    """

  /// The class of the recordings, made as theirs was.
  private static let storageClass = """
    apiVersion: storage.k8s.io/v1
    kind: StorageClass
    metadata:
      name: standard
      annotations:
        storageclass.kubernetes.io/is-default-class: "true"
    provisioner: kubernetes.io/host-path

    """
}
