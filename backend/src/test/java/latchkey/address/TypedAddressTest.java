package latchkey.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import latchkey.page.AddressRefusal;
import latchkey.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TypedAddressTest {

    /** What is made by rule is made again with {@code -Dseed}; a failure names it. */
    private static final long SEED = Long.getLong("seed", 1);

    private static final List<String> BEFORE = List.of(
            "",
            " ",
            "\u00a0",
            "\ufeff",
            "\u202a",
            "<",
            "\"",
            "mailto:",
            "MAILTO:",
            "Anna Two <",
            "\"Two, Anna\" <",
            "<mailto:",
            "Anna Two [mailto:",
            "(",
            "anna.two@example.test <mailto:",
            "“");
    private static final List<String> BEHIND =
            List.of("", " ", ".", ",", ";", ">", ">;", ")", "\"", "\r\n", "\u200b", "\u202c", "?", "!", "”", "’", "'");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    static Stream<JsonArray> taken() {
        return Cases.pairs("addresses.json", "taken");
    }

    @ParameterizedTest
    @MethodSource("taken")
    void what_stands_around_an_address_is_taken_off(JsonArray pair) {
        assertThat(EmailAddress.parse(pair.getString(0)).map(EmailAddress::value))
                .contains(pair.getString(1));
    }

    static Stream<JsonArray> refused() {
        return Cases.pairs("addresses.json", "refusedWithAWord");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_refusal_names_the_cause(JsonArray pair) {
        AddressFault fault = TypedAddress.of(pair.getString(0)).refusal().orElseThrow();
        assertThat(AddressRefusal.sentence(fault).replace('’', '\'')).contains(pair.getString(1));
    }

    static Stream<JsonArray> askedBack() {
        return Cases.pairs("addresses.json", "askedBack");
    }

    @ParameterizedTest
    @MethodSource("askedBack")
    void a_slip_in_a_frequent_domain_is_asked_about(JsonArray pair) {
        assertThat(TypedAddress.of(pair.getString(0)).suggestion().map(EmailAddress::value))
                .contains(pair.getString(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "anna@example.test <anna@example.test> | anna@example.test",
                "anna@example.test<mailto:anna@example.test> | anna@example.test",
                "Anna Two [mailto:anna@example.test] | anna@example.test",
                "mailto:anna%2Btag@example.test?subject=a%20b | anna+tag@example.test",
                "mailto:anna+tag@example.test | anna+tag@example.test",
                "“anna@example.test”. | anna@example.test",
                "‘anna@example.test’ | anna@example.test",
                "anna@example.test’ | anna@example.test",
                "anna@ex\u00adample.test | anna@example.test",
                "anna@example.test (work) | anna@example.test",
                "Email: anna@example.test | anna@example.test",
                "E-mail address:anna@example.test | anna@example.test",
                "anna＠example．test | anna@example.test",
                "`anna@example.test` | anna@example.test",
                "{anna@example.test} | anna@example.test",
                "*anna@example.test* | anna@example.test",
                "_anna@example.test_ | anna@example.test",
                "‹anna@example.test›… | anna@example.test",
                "anna@example.test、 | anna@example.test",
                "anna@example.test/ | anna@example.test",
                "Anna Two (anna@example.test) | anna@example.test",
                "mailto://anna@example.test | anna@example.test",
                "SMTP:anna@example.test | anna@example.test",
                "From: anna@example.test | anna@example.test",
                "E: anna@example.test | anna@example.test",
                "\"Anna Two\" anna@example.test | anna@example.test",
                "Anna Two – anna@example.test | anna@example.test",
                "- anna@example.test | anna@example.test",
                "• anna@example.test | anna@example.test",
                "✉ anna@example.test | anna@example.test",
                "anna@example.test; Anna@example.test | anna@example.test",
                "anna@example.test#mailto:anna@example.test# | anna@example.test",
                "<a href=\"mailto:anna@example.test\">anna@example.test</a> | anna@example.test",
                "o’hara@example.test | o'hara@example.test",
                "o'hara@example.test <o'hara@example.test> | o'hara@example.test",
                "o’hara@example.test<mailto:o’hara@example.test> | o'hara@example.test",
                "<a href=\"mailto:o'hara@example.test\">o'hara@example.test</a> | o'hara@example.test",
                "'anna@example.test' <anna@example.test> | anna@example.test",
                "site/anna@example.test; site/anna@example.test | site/anna@example.test",
                "a=b#c@example.test, A=b#c@example.test | a=b#c@example.test",
                "Anna Two: anna@example.test | anna@example.test",
                "*anna@example.test | *anna@example.test",
            })
    void other_programs_leave_other_things_around_it(String typed, String address) {
        assertThat(EmailAddress.parse(typed).map(EmailAddress::value)).contains(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mia@example.test <anna@example.test> | TWO_ADDRESSES",
                "anna@example.test mia@example.test | TWO_ADDRESSES",
                "mailto:anna@example.test%0aBcc:mia@example.test | TWO_ADDRESSES",
                "- | NO_AT",
                "'' | MISSING",
                ". | MISSING",
                "@example.test | NOTHING_BEFORE_AT",
                "anna@ | NOTHING_AFTER_AT",
                "anna.@example.test | DOT_BEFORE_AT",
                ".anna@example.test | NOTHING_BEFORE_DOT",
                "anna@192.0.2.1 | MALFORMED",
                "anna@ｅxample.test | LOOK_ALIKE",
                "mailto:% | NO_AT",
                "anna@@example.test | TWO_AT",
                "anna@example,test | COMMA",
                "anna,two@example.test | COMMA",
                "anna@exam_ple.test | STRAY_SIGN",
                "anna@example/test.test | STRAY_SIGN",
                "anna<two@example.test | STRAY_SIGN",
                "anna:two@example.test | STRAY_SIGN",
                "anna@example-.test | MALFORMED",
                "anna@exаmple.test | LOOK_ALIKE",
                "аnna@example.test | LOOK_ALIKE",
                "annα@example.test | LOOK_ALIKE",
                "anna@example.test@example.test | TWO_ADDRESSES",
                "an na@example.test | SPACE_INSIDE",
                "Anna two@example.test | SPACE_INSIDE",
                "o’ hara@example.test | SPACE_INSIDE",
                "o' hara@example.test <o' hara@example.test> | SPACE_INSIDE",
                "anna; two@example.test | SPACE_INSIDE",
                "anna: two@example.test | SPACE_INSIDE",
                "anna – two@example.test | SPACE_INSIDE",
                "jane doe@example.test; jane doe@example.test | TWO_ADDRESSES",
                "x(y)anna@example.test x(y)anna@example.test | TWO_ADDRESSES",
                "o'hara@example.test <hara@example.test> | TWO_ADDRESSES",
                "an\u212aa@example.test <an\u212aa@example.test> | LOOK_ALIKE",
                "an\u212aa@example.test <anka@example.test> | TWO_ADDRESSES",
                "anka@example.test; an\u212aa@example.test | TWO_ADDRESSES",
                "mailto:?@@ | MISSING",
                "anna two@example.test | SPACE_INSIDE",
            })
    void what_is_left_may_be_no_address(String typed, AddressFault fault) {
        assertThat(TypedAddress.of(typed).refusal()).contains(fault);
    }

    @ParameterizedTest
    @CsvSource({"gmail.con", "gmial.com", "@gmail.con", "''", "anna@"})
    void nothing_is_suggested_where_nothing_stands_before_the_at(String typed) {
        assertThat(TypedAddress.of(typed).suggestion()).isEmpty();
    }

    @Test
    void a_text_that_is_much_too_long_is_not_read() {
        assertThat(TypedAddress.of(" ".repeat(100_000)).refusal()).contains(AddressFault.TOO_LONG);
    }

    @ParameterizedTest
    @EnumSource(AddressFault.class)
    void each_cause_has_its_sentence(AddressFault fault) {
        assertThat(AddressRefusal.sentence(fault)).isNotBlank();
    }

    @Test
    void whatever_stands_around_it_the_address_is_found() {
        var random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            String address = word(random) + (random.nextBoolean() ? "." : "+") + word(random) + "@" + word(random)
                    + ".example.test";
            String typed = one(random, BEFORE).replace("anna.two@example.test", address)
                    + (random.nextBoolean() ? address.toUpperCase(Locale.ROOT) : address)
                    + one(random, BEHIND);
            if (typed.contains("<") && !typed.contains(">")) {
                typed += ">";
            }
            if (typed.contains("[") && !typed.contains("]")) {
                typed += "]";
            }
            assertThat(EmailAddress.parse(typed).map(EmailAddress::value))
                    .as("seed %d: %s", SEED, typed)
                    .contains(address);
        }
    }

    @Test
    void whatever_is_typed_the_answer_is_an_address_that_stays_or_a_cause() {
        var random = new Random(SEED);
        String alphabet =
                LETTERS + "@@@...--__  <>[]()\"'’;:,+%?!\u00e9\u0130\u212a\uff20\u200b\ud83d\ude00\ud800\u0000";
        for (int i = 0; i < 20_000; i++) {
            String typed = random.ints(random.nextInt(20), 0, alphabet.length())
                    .mapToObj(at -> alphabet.substring(at, at + 1))
                    .reduce("", String::concat);
            TypedAddress read = TypedAddress.of(typed);
            assertThat(read.address().isPresent())
                    .as("seed %d: %s", SEED, typed)
                    .isNotEqualTo(read.refusal().isPresent());
            Optional<EmailAddress> again = read.address().flatMap(found -> EmailAddress.parse(found.value()));
            assertThat(again).as("seed %d: %s", SEED, typed).isEqualTo(read.address());
        }
    }

    private static String word(Random random) {
        return random.ints(3 + random.nextInt(5), 0, LETTERS.length())
                .mapToObj(at -> LETTERS.substring(at, at + 1))
                .reduce("", String::concat);
    }

    private static String one(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
