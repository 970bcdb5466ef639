/// What the actions of a scenario have left out of order.
struct Damage {
  private(set) var down: Set<Int> = []
  private(set) var isControlPlaneDown = false
  private(set) var isCut = false
  private(set) var closed: Set<Int> = []
  private(set) var outOfService: Set<Int> = []
  private(set) var tainted: Set<Int> = []
  private(set) var applied: Set<String> = []
  private(set) var deleted: Set<String> = []
  private(set) var paused: Set<String> = []
  private(set) var brokenImages: Set<String> = []
  private(set) var brokenCommands: Set<String> = []
  private(set) var unready: Set<String> = []
  private(set) var relabelled: Set<String> = []
  private(set) var images: [String: Int] = [:]
  private(set) var replicas: [String: Int] = [:]

  init() {}

  init(after scenario: Scenario) {
    for step in scenario.steps { for action in step.actions { take(action) } }
  }

  mutating func take(_ action: Action) {
    switch action {
    case .scale(let workload, let count): replicas[workload.name] = count
    case .apply(let workload):
      replicas[workload.name] = workload.replicas
      applied.insert(workload.name)
      deleted.remove(workload.name)
    case .setImage(let workload, let number): images[workload.name] = number
    case .breakImage(let workload), .undo(let workload): brokenImages.insert(workload.name)
    case .breakCommand(let workload): brokenCommands.insert(workload.name)
    case .pause(let workload): paused.insert(workload.name)
    case .resume(let workload): paused.remove(workload.name)
    case .deleteSet(let workload, _): deleted.insert(workload.name)
    case .makeUnready(let victim): unready.insert(victim.workload.name)
    case .relabel(let victim): relabelled.insert(victim.workload.name)
    case .cordon(let node), .drain(let node): closed.insert(node)
    case .uncordon(let node): closed.remove(node)
    case .crash(let node): down.insert(node)
    case .start(let node): down.remove(node)
    case .crashControlPlane: isControlPlaneDown = true
    case .startControlPlane: isControlPlaneDown = false
    case .cut: isCut = true
    case .heal: isCut = false
    case .taint(let node): tainted.insert(node)
    case .untaint(let node): tainted.remove(node)
    case .takeOut(let node): outOfService.insert(node)
    case .takeBack(let node): outOfService.remove(node)
    case .removeNode(let node):
      closed.remove(node)
      tainted.remove(node)
      outOfService.remove(node)
    case .mendCommand, .restart, .setPartition, .deletePod, .deleteAll, .endMain,
      .makeReady, .exposeUnready, .setRetention, .deleteStrays, .deleteClaim:
      break
    }
  }

  func repairs(of scenario: Scenario) -> [Action] {
    var actions: [Action] = []
    if isCut { actions.append(.heal) }
    if isControlPlaneDown { actions.append(.startControlPlane) }
    actions += down.sorted().map { .start($0) }
    actions += closed.sorted().map { .uncordon($0) }
    actions += tainted.sorted().map { .untaint($0) }
    actions += outOfService.sorted().map { .takeBack($0) }
    for workload in scenario.workloads {
      let name = workload.name
      if deleted.contains(name), scenario.reapplies { actions.append(.apply(workload)) }
      if relabelled.contains(name) { actions.append(.deleteStrays(workload)) }
      guard applied.contains(name), !deleted.contains(name) || scenario.reapplies else { continue }
      if paused.contains(name) { actions.append(.resume(workload)) }
      if scenario.mendsImages {
        if brokenCommands.contains(name) { actions.append(.mendCommand(workload)) }
        if brokenImages.contains(name) {
          actions.append(.setImage(workload, images[name] ?? workload.image))
        }
      }
      if unready.contains(name) { actions.append(.makeReady(workload)) }
    }
    return actions
  }
}
