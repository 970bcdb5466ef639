import Simulation
import Testing

@testable import Shell

@Suite struct SignalTests {
  /// What bash 5.2 prints for these scripts. They cannot be compared with a bash that the tests
  /// start, because that one inherits which signals are ignored.
  @Test(
    arguments: [
      ("trap 'echo term' TERM; kill -TERM $$; echo after", "term\nafter\n", 0),
      ("trap '' TERM; kill $$; echo alive", "alive\n", 0),
      ("kill $$; echo no", "", 143),
      ("kill -9 $$; echo no", "", 137),
      ("trap 'echo x' KILL; kill -KILL $$; echo no", "", 137),
      ("sleep 5 & kill $!; wait $!; echo $?", "143\n", 0),
      ("trap 'echo int' INT; kill -INT $$; echo after", "int\nafter\n", 0),
      ("trap 'echo int' 2; kill -2 $$; trap - 2; kill -s INT $$; echo no", "int\n", 130),
      (
        "trap 'echo caught; exit 9' TERM; (sleep 0.02; kill -TERM $$) & while :; do sleep 0.005; done",
        "caught\n", 9
      ),
      (
        "trap 'echo got' USR1; sleep 0.05 & p=$!; (sleep 0.01; kill -USR1 $$) & wait $p; echo s=$?; "
          + "wait; echo end", "got\ns=138\nend\n", 0
      ),
      ("trap 'echo bye' EXIT; kill $$; echo no", "bye\n", 143),
      ("timeout 0.05 sleep 5; echo $?; timeout 5 true; echo $?", "124\n0\n", 0),
      ("timeout 5 bash -c 'exit 9'; echo $?; timeout -s KILL 1 sleep 5; echo $?", "9\n137\n", 0),
      ("timeout -k 1 1 sh -c \"trap '' TERM; while :; do sleep 1; done\"; echo $?", "137\n", 0),
      (
        "timeout 1 bash -c 'trap \"echo t; exit 3\" TERM; while :; do sleep 0.3; done'; echo $?",
        "t\n124\n", 0
      ),
      ("timeout --preserve-status 1 sleep 5; echo $?; timeout 0 echo x", "143\nx\n", 0),
      ("(trap 'echo sub' TERM; sleep 3; echo on) & kill $!; wait; echo $?", "0\n", 0),
    ] as [(String, String, Int32)])
  func endsAsBashDoes(_ script: String, _ output: String, _ status: Int32) {
    let result = bash(script)
    #expect(result.output == output)
    #expect(result.status == status)
  }
}
