package latchkey.sandbox.demo;

/** What became of a mail, and the words of the mail server that go with it. */
enum Delivery {
    QUEUED(""),
    SENT("250 OK"),
    DEFERRED("451 4.7.1 Greylisted, please try again later"),
    FAILED("451 4.3.2 The mail system is not accepting mail"),
    BOUNCED("550 5.1.1 No such mailbox here");

    private final String words;

    Delivery(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    int attempts() {
        return switch (this) {
            case QUEUED -> 0;
            case SENT, BOUNCED -> 1;
            case DEFERRED -> 6;
            case FAILED -> 18;
        };
    }
}
