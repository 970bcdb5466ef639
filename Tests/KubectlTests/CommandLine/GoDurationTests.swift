import Simulation
import Testing

@testable import Kubectl

@Test(
  "Durations are read as Go reads them",
  arguments: [
    ("0", 0), ("30s", 30_000), ("1m30s", 90_000), ("1.5h", 5_400_000), ("100ms", 100),
    ("-1s", -1000), ("2h45m", 9_900_000), (".5s", 500), ("1s500ms", 1500),
  ] as [(String, Int64)])
func durationsHaveUnits(_ text: String, _ milliseconds: Int64) {
  #expect(VirtualDuration(goText: text)?.milliseconds == milliseconds)
}

@Test(
  "What is no duration is refused",
  arguments: ["", "30", "s", "1x", "1s2", "--1s", "9999999999999999h", "1 s"])
func nonsenseIsNoDuration(_ text: String) {
  #expect(VirtualDuration(goText: text) == nil)
}
