package latchkey.transfer.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where full names are cut. */
class FullNameTest {

    private static final List<String> GIVEN =
            List.of("Zoë", "Mary Ann", "Te Rangi", "J.", "Anne-Marie", "Nguyễn", "Siobhán", "D’Arcy", "Aroha");

    private static final List<String> FAMILY = List.of(
            "Núñez",
            "O’Brien",
            "van der Berg",
            "de la Cruz",
            "von Trapp",
            "Te-Whare",
            "St. John",
            "Ngata",
            "Smith-Jones",
            "van ’t Hoff",
            "McDonald");

    private static final List<String> TITLES = List.of("", "", "Mr ", "Mrs. ", "Dr  ", "Prof. Dr. ");
    private static final List<String> SUFFIXES = List.of("", "", " Jr.", " III", " PhD");

    static IntStream seeds() {
        int first = Integer.getInteger("seed", 0);
        return IntStream.range(first, first + 300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mia Ek | Mia | Ek",
                "Zoë van der Núñez | Zoë | van der Núñez",
                "Anna Maria Ek | Anna Maria | Ek",
                "Ek, Mia | Mia | Ek",
                "Van Morrison | Van | Morrison",
                "Mr Mia Ek | Mia | Ek",
                "Dr. Zoë Núñez | Zoë | Núñez",
                "Ek, Ms Mia | Mia | Ek",
                "Jo Ek Jr. | Jo | Ek Jr.",
                "Jo van Ek III | Jo | van Ek III",
                "Mc Donald | Mc | Donald",
                "Pat Mc Donald | Pat | Mc Donald",
                "María de la Cruz | María | de la Cruz",
                "Sean O’ Brien | Sean | O’ Brien",
                "Seán Ó Briain | Seán | Ó Briain",
                "Nuala Ní Dhomhnaill | Nuala | Ní Dhomhnaill",
                "Dafydd ap Rhys | Dafydd | ap Rhys",
                "Rev. Mia Ek | Mia | Ek",
                "Sir Jo Ek OAM | Jo | Ek OAM",
                "Jo Ek, 3rd | Jo | Ek 3rd"
            })
    void a_full_name_is_cut_before_the_family_name(String name, String given, String family) {
        assertThat(FullName.cut(name)).contains(new FullName(given, family, false, ""));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_name_made_of_two_comes_out_as_the_two(int seed) {
        var random = new Random(seed);
        String title = of(TITLES, random);
        String given = of(GIVEN, random);
        String family = of(FAMILY, random);
        String suffix = of(SUFFIXES, random);
        for (String name : List.of(
                title + given + " " + family + suffix,
                family + suffix + ", " + title + given,
                family + "," + title + given + suffix,
                "  " + title + given + "\u00a0 " + family + "\t" + suffix)) {
            assertThat(FullName.cut(name)).as(name).contains(new FullName(given, family + suffix, false, ""));
        }
        String other = of(GIVEN, random).split(" ", 2)[0];
        String and = of(List.of(" & ", " and ", " + ", "&", " / "), random);
        for (String name : List.of(
                other + and + title + given + " " + family,
                title + other + " " + family + and + given + " " + family)) {
            assertThat(FullName.cut(name)).as(name).contains(new FullName(other + " & " + given, family, true, ""));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Mr & Mrs Smith            | Mr & Mrs      | Smith
        Mr  and  Mrs O'Brien      | Mr and Mrs    | O'Brien
        Mr & Mrs John Smith       | John          | Smith
        Mr J & Mrs K Ek           | J & K         | Ek
        John & Jane Smith         | John & Jane   | Smith
        Smith, John & Jane        | John & Jane   | Smith
        John Smith & Jane         | John & Jane   | Smith
        John Smith & Jane Smith   | John & Jane   | Smith
        """)
    void a_couple_of_one_family_name_is_one_contact_of_both(String name, String given, String family) {
        assertThat(FullName.cut(name)).contains(new FullName(given, family, true, ""));
    }

    @Test
    void of_two_people_with_names_of_their_own_the_first_is_taken() {
        assertThat(FullName.cut("John Smith & Dr Jane Doe")).contains(new FullName("John", "Smith", true, "Jane Doe"));
        assertThat(FullName.cut("Smith, John; Doe, Jane")).contains(new FullName("John", "Smith", true, "Doe, Jane"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cher",
                "Mr & Mrs",
                "Dr",
                "John & Jane",
                "Dr Smith & Ms Jones",
                "&",
                "and",
                ",",
                "Ek,",
                ", Mia",
                "&&&",
                "Ek, Dr and Ms",
                "さくら",
                "佐々木さくら",
                ""
            })
    void what_can_not_be_cut_is_not(String name) {
        assertThat(FullName.cut(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "王小明, 小明, 王",
        "王 小明, 小明, 王",
        "王　小明, 小明, 王",
        "欧阳娜娜, 娜娜, 欧阳",
        "欧阳明, 明, 欧阳",
        "李娜, 娜, 李",
        "山田太郎, 太郎, 山田",
        "山田 さくら, さくら, 山田",
        "김철수, 철수, 김",
        "남궁민, 민, 남궁",
        "Xiaoming 王, Xiaoming, 王"
    })
    void a_script_that_puts_the_family_name_first_is_cut_behind_it(String name, String given, String family) {
        assertThat(FullName.cut(name)).contains(new FullName(given, family, false, ""));
    }

    @Test
    void a_degree_behind_a_comma_is_no_given_name() {
        assertThat(FullName.cut("John Smith, Jr.")).contains(new FullName("John", "Smith Jr.", false, ""));
        assertThat(FullName.cut("Pat O'Brien Jr.")).contains(new FullName("Pat", "O'Brien Jr.", false, ""));
    }

    /** Whatever stands in a cell ends soon, and neither name is empty. */
    @Test
    void no_name_is_empty_whatever_stands_in_the_cell() {
        List<String> pieces = List.of("&", ",", " ", "and", "Mr", "Jr.", "van", "Ek", "王", "/", "Mia");
        var random = new Random(Integer.getInteger("seed", 0));
        Stream.generate(() -> IntStream.range(0, 1 + random.nextInt(12))
                        .mapToObj(i -> of(pieces, random))
                        .reduce("", (all, piece) -> all + (random.nextBoolean() ? " " : "") + piece))
                .limit(20_000)
                .forEach(name -> {
                    Optional<FullName> cut = FullName.cut(name);
                    assertThat(cut.filter(
                                    one -> one.given().isBlank() || one.family().isBlank()))
                            .as(name)
                            .isEmpty();
                });
        assertThat(FullName.cut("& ".repeat(2_500))).isEmpty();
    }

    private static String of(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
