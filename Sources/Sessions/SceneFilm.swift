import Scenes
import Simulation

/// Watches the world of a session between and during its commands, and keeps what can be seen
/// change.
///
/// A look is taken when a moment of virtual time is over and something was recorded in it, and
/// twice a second besides: not everything that changes is recorded. What it costs is bounded: a
/// command that takes long is looked at less and less often, and of too many moments every other
/// one is left out. Looking changes nothing in the world, so a filmed session prints what any other
/// prints.
struct SceneFilm {
  /// At most so many moments are kept of one command.
  static let mostMoments = 24
  /// After so many looks at one command the time between two of them doubles, and so on.
  static let looksBeforeSlowing = 120
  /// How long nothing need be recorded until a look is taken in any case.
  static let patience = VirtualDuration.milliseconds(500)

  /// What was seen of the command that runs, in the order of time.
  private(set) var moments: [SceneMoment] = []
  private var last: Scene
  private var lastLook: VirtualTime
  private var seenEntries: Int
  private var looks = 0
  private var pause = VirtualDuration.zero

  /// A film that begins now, with what there is to be seen.
  init(of world: World, from scene: Scene) {
    last = scene
    lastLook = world.now
    seenEntries = world.trace.entries.count
  }

  /// Whether a look is due, now that the moment is over.
  func isDue(in world: World) -> Bool {
    let waited = world.now - lastLook
    if waited < pause { return false }
    return world.trace.entries.count > seenEntries || waited >= SceneFilm.patience
  }

  /// Looks at the world.
  mutating func look(at world: World, _ scene: Scene) {
    let entries = world.trace.entries[min(seenEntries, world.trace.entries.count)...]
    lastLook = world.now
    looks += 1
    if looks % SceneFilm.looksBeforeSlowing == 0 {
      pause = pause == .zero ? .milliseconds(100) : pause * 2
    }
    guard scene.boxes != last.boxes || scene.links != last.links else { return }
    let changed = scene.changedBoxes(since: last)
    let entry = entries.last { changed.contains($0.subject) } ?? entries.last
    seenEntries = world.trace.entries.count
    last = scene
    moments.append(SceneMoment(time: world.now, scene: scene, entry: entry))
    if moments.count > SceneFilm.mostMoments { thin() }
  }

  /// Gives the moments of a command that has ended; the next one begins.
  mutating func take() -> [SceneMoment] {
    defer {
      moments = []
      looks = 0
      pause = .zero
    }
    return moments
  }

  /// Leaves out every other moment, never the newest.
  private mutating func thin() {
    var kept: [SceneMoment] = []
    for (number, moment) in moments.enumerated() where (moments.count - number) % 2 == 1 {
      kept.append(moment)
    }
    moments = kept
  }
}

extension Scene {
  /// The ids of the boxes that are new, gone or different.
  func changedBoxes(since other: Scene) -> Set<String> {
    var before: [String: SceneBox] = [:]
    for box in other.boxes { before[box.id] = box }
    var changed: Set<String> = []
    for box in boxes where before.removeValue(forKey: box.id) != box { changed.insert(box.id) }
    for id in before.keys { changed.insert(id) }
    return changed
  }
}
