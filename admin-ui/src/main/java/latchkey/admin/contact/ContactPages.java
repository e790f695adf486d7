package latchkey.admin.contact;

import com.vaadin.flow.data.provider.AbstractBackEndDataProvider;
import com.vaadin.flow.data.provider.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.ContactList;
import latchkey.admin.frame.Failures;

/**
 * The grid's rows, a page at a time. The page that was read to learn the total is kept for the grid's first fetch, so
 * that a keystroke costs one request.
 */
final class ContactPages extends AbstractBackEndDataProvider<Contact, Void> {

    static final int PAGE = 100;
    // Nobody scrolls to the end of an estimated total: they narrow the search.
    private static final int MOST_OF_AN_ESTIMATE = 10_000;
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final transient SignedIn member;
    private final transient Consumer<ContactList> counted;
    private transient ContactQuery query;
    private transient Optional<ContactList> first = Optional.empty();
    private transient long firstReadAt;

    /** @param counted receives each first page, with its total */
    ContactPages(SignedIn member, ContactQuery query, Consumer<ContactList> counted) {
        this.member = member;
        this.query = query;
        this.counted = counted;
    }

    void show(ContactQuery other) {
        query = other;
        refreshAll();
    }

    @Override
    public Object getId(Contact contact) {
        return contact.id();
    }

    /** The page that was kept is now out of date. */
    @Override
    public void refreshItem(Contact contact) {
        first = Optional.empty();
        super.refreshItem(contact);
    }

    @Override
    protected int sizeInBackEnd(Query<Contact, Void> range) {
        first = Failures.guarded(() -> read(0, PAGE));
        firstReadAt = System.nanoTime();
        first.ifPresent(counted);
        return first.map(page -> page.totalIsEstimate() ? Math.min(page.total(), MOST_OF_AN_ESTIMATE) : page.total())
                .orElse(0);
    }

    @Override
    protected Stream<Contact> fetchFromBackEnd(Query<Contact, Void> range) {
        int offset = range.getOffset();
        int limit = range.getLimit();
        return Failures.guarded(() -> page(offset, limit)).stream().flatMap(List::stream);
    }

    private List<Contact> page(int offset, int limit) {
        return first.filter(page -> System.nanoTime() - firstReadAt < FRESH.toNanos())
                .filter(page -> offset + limit <= page.items().size()
                        || page.total() <= page.items().size())
                .map(page -> page.items().stream().skip(offset).limit(limit).toList())
                .orElseGet(() -> read(offset, Math.min(limit, 500)).items());
    }

    private ContactList read(int offset, int limit) {
        return member.api().contacts(query.filter(), query.sorting(), offset, limit);
    }
}
