import Simulation

/// Makes the scenario of a seed.
struct Generator {
  private let seed: UInt64
  private var draws: KeyedRandom.Draws
  private var damage = Damage()
  private var workloads: [Workload] = []
  private var nodes = 3

  private init(seed: UInt64) {
    self.seed = seed
    draws = KeyedRandom(seed: seed).draws("scenario", "invariants")
  }

  /// The scenario of a seed: the same one everywhere and always.
  static func scenario(seed: UInt64) -> Scenario {
    var generator = Generator(seed: seed)
    return generator.make()
  }

  private mutating func make() -> Scenario {
    nodes = 2 + draws.pick(below: 4)
    workloads = [statefulSet(named: "web")]
    if chance(40) { workloads.append(deployment(named: "shop")) }
    if chance(20) { workloads.append(statefulSet(named: "db")) }
    if chance(35) { workloads[0] = deployment(named: "site") }
    var steps: [Scenario.Step] = []
    for workload in workloads {
      steps.append(Scenario.Step(pause: 0, actions: [.apply(workload)]))
      damage.take(.apply(workload))
    }
    let count = 3 + draws.pick(below: 11)
    for _ in 0..<count {
      var step = Scenario.Step(pause: pause(), actions: [action()])
      while chance(20), step.actions.count < 3 { step.actions.append(action()) }
      steps.append(step)
    }
    return Scenario(
      seed: seed, nodes: nodes, workloads: workloads, steps: steps, mendsImages: chance(80),
      reapplies: chance(70))
  }

  private mutating func chance(_ percent: Int) -> Bool { draws.pick(below: 100) < percent }

  private mutating func pick<Item>(_ items: [Item]) -> Item {
    items[draws.pick(below: items.count)]
  }

  /// Tenths of a second. Long ones let a lost node be noticed, its pods be evicted, its volumes
  /// be taken by force.
  private mutating func pause() -> Int {
    let isNodeLost = !damage.down.isEmpty || damage.isCut
    if isNodeLost, chance(25) { return 500 + draws.pick(below: 600) }
    return switch draws.pick(below: 100) {
    case 0..<10: 0
    case 10..<45: 1 + draws.pick(below: 30)
    case 45..<75: 30 + draws.pick(below: 170)
    case 75..<92: 200 + draws.pick(below: 700)
    case 92..<98: 900 + draws.pick(below: 900)
    default: 3700 + draws.pick(below: 600)
    }
  }

  // MARK: Workloads

  private mutating func base(_ name: String, _ kind: Workload.Kind) -> Workload {
    Workload(
      name: name, kind: kind, replicas: pick([0, 1, 2, 2, 3, 3, 3, 4, 5]),
      image: draws.pick(below: Workload.imageCount), stopsSlowly: chance(25),
      graceSeconds: pick([1, 3, 10, 30]), tolerationSeconds: pick([nil, 2, 10, 40]),
      minReadySeconds: pick([0, 0, 0, 2, 10]), hasProbe: chance(20),
      service: pick([.headless, .headless, .headlessForAll, .cluster]), storageClass: nil)
  }

  private mutating func statefulSet(named name: String) -> Workload {
    var options = Workload.StatefulSetOptions()
    options.isParallel = chance(30)
    options.update = pick([
      .partition(0), .partition(0), .partition(0), .partition(1), .partition(2), .bare, .onDelete,
    ])
    options.start = pick([0, 0, 0, 0, 2])
    if chance(30) {
      options.whenScaled = pick(["Retain", "Delete"])
      options.whenDeleted = pick(["Retain", "Delete"])
    }
    var workload = base(name, .statefulSet(options))
    workload.storageClass = pick([nil, "standard", "standard", "local-path"])
    return workload
  }

  private mutating func deployment(named name: String) -> Workload {
    var options = Workload.DeploymentOptions()
    options.surge = pick(["25%", "1", "2", "0", "50%", "100%"])
    options.unavailable = options.surge == "0" ? pick(["1", "2", "50%"]) : pick(["25%", "0", "1"])
    options.isRecreate = chance(20)
    var workload = base(name, .deployment(options))
    workload.replicas += draws.pick(below: 3)
    if options.isRecreate, chance(40) {
      // One pod only: two could land on two nodes, and the volume is at one.
      workload.storageClass = "standard"
      workload.replicas = 1
    }
    return workload
  }

  // MARK: Actions

  private mutating func action() -> Action {
    for _ in 0..<20 {
      if let action = tryAction() {
        damage.take(action)
        return action
      }
    }
    let action = Action.heal
    damage.take(action)
    return action
  }

  /// One kind of action, by weight; nil when it makes no sense now.
  private mutating func tryAction() -> Action? {
    let workload = pick(workloads)
    let node = 1 + draws.pick(below: nodes)
    switch draws.pick(below: 100) {
    case 0..<46: return workloadAction(workload)
    case 46..<70: return podAction(workload)
    default: return nodeAction(node)
    }
  }

  private mutating func workloadAction(_ workload: Workload) -> Action? {
    if damage.deleted.contains(workload.name) { return chance(60) ? .apply(workload) : nil }
    switch draws.pick(below: 100) {
    case 0..<34:
      let isAlone = !workload.isStatefulSet && workload.storageClass != nil
      return .scale(workload, isAlone ? draws.pick(below: 2) : draws.pick(below: 6))
    case 34..<56: return .setImage(workload, draws.pick(below: Workload.imageCount))
    case 56..<64: return .breakImage(workload)
    case 64..<67: return .breakCommand(workload)
    case 67..<74:
      return damage.brokenImages.contains(workload.name)
        ? .setImage(workload, draws.pick(below: Workload.imageCount)) : nil
    case 74..<80: return .undo(workload)
    case 80..<84: return .restart(workload)
    case 84..<88:
      guard case .statefulSet(let options) = workload.kind, case .partition = options.update
      else { return damage.paused.contains(workload.name) ? .resume(workload) : .pause(workload) }
      return .setPartition(workload, draws.pick(below: 4))
    case 88..<90: return .apply(workload)
    case 90..<91: return .exposeUnready(workload, chance(50))
    case 91..<93:
      guard workload.isStatefulSet, workload.storageClass != nil else { return nil }
      return .setRetention(workload, pick(["Retain", "Delete"]), pick(["Retain", "Delete"]))
    default: return .deleteSet(workload, pick([.background, .foreground, .orphan]))
    }
  }

  private mutating func podAction(_ workload: Workload) -> Action? {
    let replicas = damage.replicas[workload.name] ?? workload.replicas
    let victim = Action.Victim(workload: workload, index: draws.pick(below: max(1, replicas)))
    switch draws.pick(below: 100) {
    case 0..<4: return .deleteAll(workload)
    case 4..<40: return .deletePod(victim, .plain)
    case 40..<50: return .deletePod(victim, .quick)
    case 50..<66: return .deletePod(victim, .forced)
    case 66..<80: return workload.stopsSlowly ? nil : .endMain(victim)
    case 80..<90:
      guard workload.hasProbe else { return nil }
      return damage.unready.contains(workload.name) && chance(50)
        ? .makeReady(workload) : .makeUnready(victim)
    case 90..<94:
      return damage.relabelled.contains(workload.name)
        ? .deleteStrays(workload) : .relabel(victim)
    default:
      guard workload.isStatefulSet, workload.storageClass != nil else { return nil }
      return .deleteClaim(workload, draws.pick(below: 4))
    }
  }

  private mutating func nodeAction(_ node: Int) -> Action? {
    switch draws.pick(below: 100) {
    case 0..<4: return damage.tainted.contains(node) ? .untaint(node) : .taint(node)
    case 4..<14: return damage.closed.contains(node) ? .uncordon(node) : .cordon(node)
    case 14..<26: return .drain(node)
    case 26..<50:
      return damage.down.contains(node) ? .start(node) : .crash(node)
    case 50..<60: return damage.down.isEmpty ? nil : .start(pick(damage.down.sorted()))
    case 60..<76:
      if damage.isCut { return .heal }
      let other = 1 + draws.pick(below: nodes)
      return .cut(node == other || chance(60) ? [node] : [min(node, other), max(node, other)])
    case 76..<86: return damage.isCut ? .heal : nil
    case 86..<92:
      return damage.outOfService.contains(node)
        ? .takeBack(node) : (damage.down.contains(node) || damage.isCut ? .takeOut(node) : nil)
    case 92..<95: return damage.down.contains(node) ? .removeNode(node) : nil
    default:
      return damage.isControlPlaneDown
        ? .startControlPlane : (chance(40) ? .crashControlPlane : nil)
    }
  }
}
