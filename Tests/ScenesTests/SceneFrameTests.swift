import Scenes
import Testing

@Suite struct SceneFrameTests {
  private func places(_ scene: Scene, _ frame: SceneFrame?) -> [String: String] {
    WrittenPicture(scene.picture(prefix: "p", frame: frame).html).places
  }

  @Test(arguments: [3, 10, 40])
  func removingOnePodMovesNoOtherBox(pods: Int) {
    let whole = SceneSamples.statefulSet(pods: pods)
    for lost in [0, 1, pods - 1] {
      let less = SceneSamples.statefulSet(pods: pods, absent: [lost])
      let frame = SceneFrame(of: [whole, less])
      let before = places(whole, frame)
      var after = places(less, frame)
      #expect(after["pod/web-\(lost)"] == nil)
      after["pod/web-\(lost)"] = before["pod/web-\(lost)"]
      #expect(after == before)
    }
  }

  @Test func scaleUpFromNothingMovesNoBox() {
    let steps = (0...4).map { SceneSamples.statefulSet(pods: $0) }
    let frame = SceneFrame(of: steps)
    let last = places(steps[4], frame)
    for step in steps {
      for (box, place) in places(step, frame) { #expect(last[box] == place) }
    }
  }

  @Test func picturesOfOneFrameHaveOneSize() {
    let steps = (0...4).map { SceneSamples.statefulSet(pods: $0) }
    let frame = SceneFrame(of: steps)
    let heights = steps.map {
      WrittenPicture($0.picture(prefix: "p", frame: frame).html).height
    }
    #expect(Set(heights).count == 1)
  }

  @Test func newcomerTakesThePlaceOfWhatIsGoneForGood() {
    func step(_ names: [String]) -> Scene {
      Scene(
        title: "",
        boxes: [SceneSamples.node(1)] + names.map { SceneSamples.pod($0, on: 1) })
    }
    let steps = [
      step(["shop-a", "shop-b"]), step(["shop-a", "shop-b", "shop-c"]), step(["shop-b", "shop-c"]),
      step(["shop-b", "shop-c", "shop-d"]), step(["shop-c", "shop-d", "shop-e"]),
    ]
    let frame = SceneFrame(of: steps)
    #expect(places(steps[3], frame)["pod/shop-d"] == places(steps[0], frame)["pod/shop-a"])
    #expect(places(steps[4], frame)["pod/shop-e"] == places(steps[0], frame)["pod/shop-b"])
    #expect(places(steps[4], frame)["pod/shop-c"] == places(steps[1], frame)["pod/shop-c"])
  }

  @Test func podThatComesBackStandsWhereItStood() {
    let with = SceneSamples.statefulSet()
    let without = SceneSamples.statefulSet(absent: [1])
    var elsewhere = without
    elsewhere.boxes.append(SceneSamples.pod("web-1", on: 3))
    let frame = SceneFrame(of: [with, without, elsewhere, without, with])
    let first = places(with, frame)
    #expect(places(elsewhere, frame)["pod/web-1"] != first["pod/web-1"])
    #expect(places(elsewhere, frame)["pod/web-2"] == first["pod/web-2"])
    #expect(places(without, frame)["node/node-1"] == first["node/node-1"])
  }

  @Test func aPartOfASessionHasNoRoomForWhatIsNotInIt() throws {
    let few = SceneSamples.statefulSet(pods: 2)
    let many = SceneSamples.statefulSet(pods: 8)
    var waiting = many
    waiting.boxes.append(SceneSamples.pod("late", on: nil, SceneBadge("Pending", .waiting)))
    let session = SceneFrame(of: [few, many, waiting])
    func picture(_ scene: Scene, _ frame: SceneFrame) -> WrittenPicture {
      WrittenPicture(scene.picture(prefix: "p", frame: frame).html)
    }
    let part = picture(few, SceneFrame(of: [few], seatedAsIn: session))
    #expect(part.height == picture(few, SceneFrame(of: [few])).height)
    #expect(part.height < picture(few, session).height)
    #expect(part.problem == nil)
    // When one is not there, those below it move up and keep their order; the others stay.
    let gone = SceneSamples.statefulSet(pods: 8, absent: [0])
    let rest = picture(gone, SceneFrame(of: [gone], seatedAsIn: session))
    #expect(rest.problem == nil)
    let all = picture(many, SceneFrame(of: [many], seatedAsIn: session)).places
    var moved = all
    moved["pod/web-0"] = nil
    moved["pod/web-3"] = all["pod/web-0"]
    moved["pod/web-6"] = all["pod/web-3"]
    // Storage is a line's breadth higher, as one line less leads to it.
    func above(_ places: [String: String]) -> [String: String] {
      places.filter { !$0.key.hasPrefix("claim/") && !$0.key.hasPrefix("volume/") }
    }
    #expect(all["pod/web-6"] != nil && above(rest.places) == above(moved))
    #expect(Set(rest.places.keys) == Set(moved.keys))
    // Who came last in the session stands below the others in each part of it.
    let late = picture(many, SceneFrame(of: [many], seatedAsIn: SceneFrame(of: [gone, many])))
    #expect(late.places["pod/web-0"] == all["pod/web-6"])
    #expect(late.places["pod/web-3"] == all["pod/web-0"])
  }

  @Test func releasedVolumeDoesNotStandUnderSomebodyElsesClaim() throws {
    func scene(_ boxes: [SceneBox], _ binds: [(String, String)]) -> Scene {
      Scene(
        title: "", boxes: boxes,
        links: binds.map { SceneLink(from: "claim/" + $0.0, to: "volume/" + $0.1, kind: .binds) })
    }
    let first = scene([SceneSamples.claim("a"), SceneSamples.volume("one")], [("a", "one")])
    let released = scene([SceneSamples.volume("one")], [])
    let second = scene(
      [SceneSamples.claim("b"), SceneSamples.volume("one"), SceneSamples.volume("two")],
      [("b", "two")])
    let frame = SceneFrame(of: [first, released, second])
    func column(_ place: String?) throws -> Substring {
      // The outline of a claim or volume is a path that begins at its left side.
      let path = try #require(place?.split(separator: "M").last)
      return try #require(path.split(separator: " ").first)
    }
    let begin = places(first, frame)
    let end = places(second, frame)
    #expect(begin["volume/one"] == end["volume/one"])
    #expect(try column(begin["claim/a"]) == column(begin["volume/one"]))
    #expect(try column(end["claim/b"]) == column(end["volume/two"]))
    #expect(try column(end["claim/b"]) != column(end["volume/one"]))
  }

  @Test func sceneThatDoesNotFitIsLaidOutByItself() {
    let small = SceneFrame(of: [SceneSamples.statefulSet(pods: 1)])
    for pods in [2, 30, 400] {
      let large = SceneSamples.statefulSet(pods: pods)
      #expect(places(large, small) == places(large, nil))
    }
    var taller = SceneSamples.statefulSet(pods: 1)
    taller.boxes[1].details = ["one more line"]
    #expect(places(taller, small) == places(taller, nil))
    let empty = SceneFrame(of: [])
    #expect(places(taller, empty) == places(taller, nil))
  }

  @Test func theSameScenesGiveTheSameBytes() {
    let scene = SceneSamples.statefulSet(pods: 7, nodes: 4)
    let frame = SceneFrame(of: [scene])
    #expect(
      scene.picture(prefix: "p", frame: frame)
        == scene.picture(prefix: "p", frame: SceneFrame(of: [scene])))
    #expect(frame == SceneFrame(of: [scene]))
  }

  @Test func longSessionOfManyNamesStaysSmall() {
    // A rollout in each step: three new names, and one left of the step before.
    let steps = (0..<60).map { step in
      Scene(
        title: "",
        boxes: [SceneSamples.node(1), SceneSamples.node(2)]
          + (step * 3..<step * 3 + 4).map { SceneSamples.pod("shop-\($0)", on: $0 % 2 + 1) })
    }
    let frame = SceneFrame(of: steps)
    let picture = WrittenPicture(steps[30].picture(prefix: "p", frame: frame).html)
    #expect(picture.height < 400)
    #expect(picture.places.count == 6)
  }
}
